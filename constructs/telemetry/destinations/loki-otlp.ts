/** Logs to Grafana Cloud's Loki by OTLP, through Fluent Bit: Loki's own defaults decide what becomes a label. */
import { secretField } from "../../core/intake";
import { basicIntake, hostOf, tokenStatements } from "./basic-otlp";
import { variableName } from "./names";
import type { Destination, Route, RouteContext } from "./route";

const NAME = "loki-otlp";

export const lokiOtlp: Destination = { name: NAME, signal: "logs", route };

function route(context: RouteContext): Route {
  const intake = basicIntake(NAME, "logs", context);
  const host = variableName("logs", NAME, "host");
  const authorization = variableName("logs", NAME, "authorization");
  return {
    destination: NAME,
    signal: "logs",
    exporters: {},
    extensions: {},
    output: {
      name: "opentelemetry",
      properties: {
        Host: `\${${host}}`,
        Port: "443",
        tls: "On",
        Logs_uri: "/otlp/v1/logs",
        Header: `Authorization \${${authorization}}`,
        Logs_body_key: "$message",
        Logs_trace_id_metadata_key: "trace_id",
        Logs_span_id_metadata_key: "span_id",
        Compress: "gzip",
      },
    },
    environment: { [host]: hostOf(intake) },
    secrets: { [authorization]: secretField(intake, "authorization") },
    statements: [],
    startStatements: tokenStatements(NAME, "logs", intake, context),
  };
}
