export * from "./bastion";
export * from "./cloud-config";
export * from "./exchange-proxy";
export type { ExchangeRedirectProps } from "./exchange-redirects";
export * from "./ipsec-gateway";
export * from "./rke2-node";
export * from "./rke2-node-props";
export * from "./user-data";
