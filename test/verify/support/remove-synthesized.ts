import { synthesizedEnvironments } from "./synthesized-environments";

export default function removeSynthesized(): void {
  synthesizedEnvironments().remove();
}
