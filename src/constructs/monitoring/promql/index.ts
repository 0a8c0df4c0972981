export { metricsOf } from "./metrics-of";
