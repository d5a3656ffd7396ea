/** Inputs of collectors for tests: routes as short as routes can be. */
import { collectorSchema } from "../../../../config/sections/telemetry-collector";
import type { CollectorInput, CollectorRoute } from "../../../../constructs/telemetry/collector/collector-input";

export const SETTINGS = collectorSchema.parse({});

export const METRICS: CollectorRoute = {
  destination: "grafana-cloud",
  signal: "metrics",
  exporters: { "otlp_http/grafana-cloud": { endpoint: "${env:METRICS_URL}" } },
  extensions: {},
};

export const WRITTEN: CollectorRoute = {
  destination: "amazon-managed-prometheus",
  signal: "metrics",
  exporters: {
    "prometheus_remote_write/amp": { endpoint: "${env:WRITE_URL}", auth: { authenticator: "sigv4auth/amp" } },
  },
  extensions: { "sigv4auth/amp": { service: "aps", region: "eu-west-1" } },
};

export const TEMPO: CollectorRoute = {
  destination: "tempo",
  signal: "traces",
  exporters: { "otlp_http/tempo": { endpoint: "${env:TRACES_URL}" } },
  extensions: {},
};

export const XRAY: CollectorRoute = {
  destination: "xray",
  signal: "traces",
  exporters: { awsxray: { region: "eu-west-1" } },
  extensions: {},
};

/** Logs that Fluent Bit sends. */
export const LOKI: CollectorRoute = { destination: "loki", signal: "logs", exporters: {}, extensions: {} };

export function input(given: Partial<CollectorInput> = {}): CollectorInput {
  return {
    role: "sidecar",
    settings: SETTINGS,
    routes: [METRICS, LOKI, TEMPO],
    attributes: { "service.name": "checkout", "deployment.environment.name": "production" },
    allowList: ["http.server.request.duration", "up"],
    ...given,
  };
}
