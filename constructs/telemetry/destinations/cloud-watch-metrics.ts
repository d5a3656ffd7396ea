/**
 * Metrics to CloudWatch by OTLP. Source of address and service:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/metrics-otel-send.html, read 2026-11.
 */
import { allow } from "../../core/iam";
import type { Destination } from "./route";
import { regionalEndpoint, signer } from "./signed";

const NAME = "cloudwatch";
const SIGNER = "sigv4auth/cloudwatch-metrics";

export const cloudWatchMetrics: Destination = {
  name: NAME,
  signal: "metrics",
  route: ({ account, region }) => ({
    destination: NAME,
    signal: "metrics",
    exporters: {
      "otlp_http/cloudwatch-metrics": {
        metrics_endpoint: `${regionalEndpoint("monitoring", region, account.partition)}/v1/metrics`,
        auth: { authenticator: SIGNER },
        compression: "gzip",
      },
    },
    extensions: { [SIGNER]: signer("monitoring", region) },
    environment: {},
    secrets: {},
    // The API knows no resources; a namespace does not exist for what comes by OTLP.
    statements: [allow("SendMetricsToCloudWatch", ["cloudwatch:PutMetricData"], ["*"])],
    startStatements: [],
  }),
};
