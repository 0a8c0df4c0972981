export { OpenstackCloud } from "./cloud";
