/** Grafana's own data source that computes over the other queries of a panel, by their `refId`. */
export const EXPRESSION = { type: "__expr__", uid: "__expr__" } as const;
