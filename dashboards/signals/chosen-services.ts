/** What people choose on the dashboards about services: every signal there is filtered by all of it. */
export const CHOSEN_SERVICES = { account: true, region: true, environment: true, service: true } as const;

/** The variables that hold it, to be kept when a link leads to another dashboard. */
export const CHOICES = ["account", "region", "environment", "service"] as const;
