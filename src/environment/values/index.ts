export * from "./cidr";
export * from "./image-reference";
export * from "./ipv4-address";
export * from "./port";
export * from "./quantity";
export * from "./suggestion";
export * from "./zod";
