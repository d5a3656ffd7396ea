/** Traces to AWS X-Ray in its own format, which needs nothing to be switched on. */
import { allow } from "../../core/iam";
import type { Destination } from "./route";

const NAME = "xray";

export const xray: Destination = {
  name: NAME,
  signal: "traces",
  route: ({ region }) => ({
    destination: NAME,
    signal: "traces",
    exporters: { awsxray: { region, index_all_attributes: false } },
    extensions: {},
    environment: {},
    secrets: {},
    // X-Ray knows no resources for what is sent.
    statements: [allow("SendTracesToXray", ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], ["*"])],
    startStatements: [],
  }),
};
