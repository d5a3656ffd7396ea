/**
 * Metrics to Grafana Cloud's Prometheus, by remote write: its gateway of OTLP makes labels of some attributes of the resource
 * only, and not of the account's.
 */
import { secretField } from "../../core/intake";
import { basicIntake, tokenStatements } from "./basic-otlp";
import { variableName } from "./names";
import { remoteWrite } from "./remote-write";
import type { Destination, Route, RouteContext } from "./route";

const NAME = "grafana-cloud";

export const grafanaCloudMetrics: Destination = { name: NAME, signal: "metrics", route };

function route(context: RouteContext): Route {
  const intake = basicIntake(NAME, "metrics", context);
  const url = variableName("metrics", NAME, "url");
  const authorization = variableName("metrics", NAME, "authorization");
  const headers = { Authorization: `\${env:${authorization}}` };
  return {
    destination: NAME,
    signal: "metrics",
    exporters: { [`prometheus_remote_write/${NAME}`]: remoteWrite(`\${env:${url}}`, { headers }) },
    extensions: {},
    environment: { [url]: intake.url },
    secrets: { [authorization]: secretField(intake, "authorization") },
    statements: [],
    startStatements: tokenStatements(NAME, "metrics", intake, context),
  };
}
