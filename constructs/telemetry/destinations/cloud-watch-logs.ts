/** Logs to CloudWatch Logs, in the log group that the plan makes for the service. */
import { allow } from "../../core/iam";
import type { Destination } from "./route";

const NAME = "cloudwatch";

export const cloudWatchLogs: Destination = {
  name: NAME,
  signal: "logs",
  route: ({ account, region, logGroup }) => ({
    destination: NAME,
    signal: "logs",
    exporters: {},
    extensions: {},
    output: {
      name: "cloudwatch_logs",
      properties: {
        region,
        log_group_name: logGroup,
        log_stream_prefix: "fluent-bit/",
        auto_create_group: "Off", // the plan makes it, with key and retention
      },
    },
    environment: {},
    secrets: {},
    statements: [
      allow(
        "SendLogsToCloudWatch",
        ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        [`arn:${account.partition}:logs:${region}:${account.id}:log-group:${logGroup}:*`],
      ),
    ],
    startStatements: [],
  }),
};
