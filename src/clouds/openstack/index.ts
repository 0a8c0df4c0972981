export { OpenstackCloud, type OpenstackCloudProps } from "./cloud";
