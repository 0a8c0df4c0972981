export { AlertmanagerEgress } from "./alertmanager-egress";
export { alertmanagerConfiguration, type AlertmanagerConfigurationProps } from "./configuration";
export { messageTemplates, TEMPLATE_FILE } from "./messages";
export { NOBODY } from "./recipients";
export { alertmanagerSecrets } from "./receivers";
