/** Grafana's own data source that stands for several: each query of the panel names its own. */
export const MIXED = { type: "datasource", uid: "-- Mixed --" } as const;
