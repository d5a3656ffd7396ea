/**
 * Traces to CloudWatch by OTLP. X-Ray takes them only where Transaction Search is on, which the AWS provider has no
 * resource for: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html, read 2026-11.
 */
import { allow } from "../../core/iam";
import type { Destination } from "./route";
import { regionalEndpoint, signer } from "./signed";

const NAME = "cloudwatch";
const SIGNER = "sigv4auth/cloudwatch-traces";

export const cloudWatchTraces: Destination = {
  name: NAME,
  signal: "traces",
  route: ({ account, region }) => ({
    destination: NAME,
    signal: "traces",
    exporters: {
      "otlp_http/cloudwatch-traces": {
        traces_endpoint: `${regionalEndpoint("xray", region, account.partition)}/v1/traces`,
        auth: { authenticator: SIGNER },
        compression: "gzip",
      },
    },
    extensions: { [SIGNER]: signer("xray", region) },
    environment: {},
    secrets: {},
    // X-Ray knows no resources for what is sent.
    statements: [
      allow("SendTracesToCloudWatch", ["xray:PutTraceSegments", "xray:PutSpans", "xray:PutSpansForIndexing"], ["*"]),
    ],
    startStatements: [],
  }),
};
