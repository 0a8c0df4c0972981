export { alertmanagerConfiguration, type AlertmanagerConfigurationProps } from "./configuration";
export { messageTemplates, TEMPLATE_FILE } from "./messages";
export { alertmanagerSecrets } from "./receivers";
