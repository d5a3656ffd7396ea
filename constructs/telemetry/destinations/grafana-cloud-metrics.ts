/** Metrics to Grafana Cloud's Prometheus, by its gateway of OTLP. */
import { basicOtlp } from "./basic-otlp";
import type { Destination } from "./route";

export const grafanaCloudMetrics: Destination = {
  name: "grafana-cloud",
  signal: "metrics",
  route: (context) => basicOtlp("grafana-cloud", "metrics", context),
};
