/**
 * Logs to Grafana Cloud's Loki by OTLP: Loki's own defaults decide what becomes a label. The collector sends, since Fluent
 * Bit's classic configuration cannot set attributes of a resource; the log router hands its lines to the collector.
 */
import { secretField } from "../../core/intake";
import { basicIntake, hostOf, tokenStatements } from "./basic-otlp";
import { variableName } from "./names";
import type { Destination, Route, RouteContext } from "./route";

const NAME = "loki-otlp";

export const lokiOtlp: Destination = { name: NAME, signal: "logs", route };

function route(context: RouteContext): Route {
  const intake = basicIntake(NAME, "logs", context);
  const url = variableName("logs", NAME, "url");
  const authorization = variableName("logs", NAME, "authorization");
  return {
    destination: NAME,
    signal: "logs",
    exporters: {
      [`otlp_http/${NAME}`]: {
        logs_endpoint: `\${env:${url}}`,
        headers: { Authorization: `\${env:${authorization}}` },
        compression: "gzip",
      },
    },
    extensions: {},
    environment: { [url]: `https://${hostOf(intake)}/otlp/v1/logs` },
    secrets: { [authorization]: secretField(intake, "authorization") },
    statements: [],
    startStatements: tokenStatements(NAME, "logs", intake, context),
  };
}
