/** The alert that always fires: whoever no longer hears it knows that alarms do not work. */
export const WATCHDOG = "Watchdog";

/** The alert by which a cluster says that its own Alertmanager tells people what fires there. */
export const ALERTMANAGER_SERVES = "AlertmanagerServes";
