/**
 * Logs to Grafana Cloud's Loki in its own format, through Fluent Bit. Labels are the indexed words of the label contract
 * and nothing else: each further value of a label is a stream of its own, which costs; the rest is structured metadata.
 */
import { isIndexed, labelOf } from "../../../dashboards/core/labels";
import { secretField } from "../../core/intake";
import { lokiShape } from "../fluent-bit/log-record";
import { basicIntake, hostOf, tokenStatements } from "./basic-otlp";
import { variableName } from "./names";
import type { Destination, Route, RouteContext } from "./route";

const NAME = "loki";

export const loki: Destination = { name: NAME, signal: "logs", route };

const WORDS = ["service", "environment", "region"] as const;

function route(context: RouteContext): Route {
  const intake = basicIntake(NAME, "logs", context);
  const [host, user, token] = ["host", "user", "token"].map((holds) => variableName("logs", NAME, holds));
  const shape = lokiShape(context.config.telemetry.logs, context.resource);
  return {
    destination: NAME,
    signal: "logs",
    exporters: {},
    extensions: {},
    output: {
      name: "loki",
      properties: {
        Host: `\${${String(host)}}`,
        Port: "443",
        tls: "On",
        Uri: "/loki/api/v1/push",
        HTTP_User: `\${${String(user)}}`,
        HTTP_Passwd: `\${${String(token)}}`,
        Labels: [...labels(context), ...shape.labels].join(", "),
        Structured_Metadata: shape.metadata.join(", "),
        Remove_Keys: shape.removed.join(", "),
        Line_Format: "json",
        Drop_Single_Key: "raw",
        Auto_Kubernetes_Labels: "Off",
        Compress: "gzip",
      },
    },
    environment: {
      [String(host)]: hostOf(intake),
      [String(user)]: intake.user,
    },
    secrets: { [String(token)]: secretField(intake, "token") },
    statements: [],
    startStatements: tokenStatements(NAME, "logs", intake, context),
  };
}

function labels({ resource }: RouteContext): string[] {
  return WORDS.filter(isIndexed).flatMap((word) => {
    const value = resource[attribute(word)];
    return value === undefined ? [] : [`${labelOf(word)}=${value}`];
  });
}

function attribute(word: (typeof WORDS)[number]): string {
  return { service: "service.name", environment: "deployment.environment.name", region: "cloud.region" }[word];
}
