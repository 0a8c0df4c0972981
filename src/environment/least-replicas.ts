/** In production the loss of one machine must not stop a service in a cloud. */
export const LEAST_REPLICAS_IN_PRODUCTION = 2;
