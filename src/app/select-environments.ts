import { environmentNames } from "../environment/load";
import { suggestion } from "../environment/values";

/** The variable that limits the app to some environments, separated by commas. */
export const ENVIRONMENTS_VARIABLE = "HEALTH_CLOUD_ENVIRONMENTS";

/**
 * The environments that were asked for; all of them when none was.
 * @throws Error that names those that exist when one of them is unknown, or when there is none at all.
 */
export function selectEnvironments(asked: readonly string[], folder?: string): string[] {
  const known = environmentNames(folder);
  if (known.length === 0)
    throw new Error(`no environment in ${folder ?? "environments"}/: expected files such as dev.yaml`);
  const unknown = asked.filter((name) => !known.includes(name));
  const [first] = unknown;
  if (first !== undefined) {
    throw new Error(
      `unknown environment ${unknown.join(", ")}: expected ${known.join(", ")}${suggestion(first, known)}`,
    );
  }
  return asked.length > 0 ? [...asked] : known;
}

/** What the variable asks for. */
export function environmentsFromVariable(value: string | undefined): string[] {
  return (value ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
