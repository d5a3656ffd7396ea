/** What shipping to each destination takes, to the letter. */
import { describe, expect, it } from "vitest";
import { LOG_DESTINATIONS, METRIC_DESTINATIONS, TRACE_DESTINATIONS } from "../../../../config/sections/destinations";
import { destination, DESTINATIONS, routesOf } from "../../../../constructs/telemetry/destinations";
import { minimal } from "../../../support/fixtures";
import { routeContext, SECRET, SIGNED } from "./support";

const none = { environment: {}, secrets: {}, statements: [], startStatements: [], extensions: {}, exporters: {} };
const route = (signal: "metrics" | "logs" | "traces", name: string) => destination(signal, name).route(routeContext());

const TOKEN_STATEMENTS = (name: string) => [
  { Sid: `Read${name}`, Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: ["arn:secret-??????"] },
  {
    Sid: `Decrypt${name}`,
    Effect: "Allow",
    Action: ["kms:Decrypt"],
    Resource: ["arn:key"],
    Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } },
  },
];

describe("destinations", () => {
  it("are exactly those of the config", () => {
    const names = (signal: string) => DESTINATIONS.filter((one) => one.signal === signal).map(({ name }) => name);
    expect(names("metrics")).toEqual(METRIC_DESTINATIONS);
    expect(names("logs")).toEqual(LOG_DESTINATIONS);
    expect(names("traces")).toEqual(TRACE_DESTINATIONS);
  });

  it("each speak of their own signal and name", () => {
    for (const one of DESTINATIONS) {
      const { signal, destination: name } = one.route(routeContext());
      expect({ signal, name }).toEqual({ signal: one.signal, name: one.name });
    }
  });

  it("name every variable that their texts read, and read every variable that they name", () => {
    for (const one of DESTINATIONS) {
      const found = one.route(routeContext());
      const text = JSON.stringify([found.exporters, found.extensions, found.output ?? {}]);
      const read = [...text.matchAll(/\$\{(?:env:)?([A-Z0-9_]+)\}/g)].map(([, name]) => name);
      const named = [...Object.keys(found.environment), ...Object.keys(found.secrets)];
      expect([...new Set(read)].toSorted(), one.name).toEqual(named.toSorted());
    }
  });

  it("share no variable, exporter or extension with one another, so that any two can be shipped to at once", () => {
    const all = DESTINATIONS.map((one) => one.route(routeContext()));
    const names = all.flatMap((found) => [
      ...Object.keys(found.environment),
      ...Object.keys(found.secrets),
      ...Object.keys(found.exporters),
      ...Object.keys(found.extensions),
    ]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    const sids = all.flatMap(({ statements, startStatements }) =>
      [...statements, ...startStatements].map(({ Sid }) => Sid),
    );
    expect(sids.filter((sid, index) => sids.indexOf(sid) !== index)).toEqual([]);
  });

  it("hold no reference in the texts of collector and router, whose hash must be known when the plan is made", () => {
    for (const one of DESTINATIONS) {
      const found = one.route(routeContext({ intake: (name) => tokens(name) }));
      expect(JSON.stringify([found.exporters, found.extensions, found.output ?? {}]), one.name).not.toContain(
        "TfToken",
      );
    }
  });
});

/** Intakes as Terraform fills them in. */
function tokens(name: string) {
  const reference = "${TfToken[TOKEN.1]}";
  if (name === "amazon-managed-prometheus")
    return { ...SIGNED, url: reference, resourceArn: reference, roleArn: reference } as typeof SIGNED;
  return {
    kind: "basic" as const,
    url: `https://${reference}/x`,
    host: reference,
    user: reference,
    secretArn: reference,
    secretArnPattern: reference,
    secretVersion: reference,
    keyArn: reference,
  };
}

describe("metrics", () => {
  it("go to Grafana Cloud by remote write, with a header from the token's secret", () => {
    expect(route("metrics", "grafana-cloud")).toEqual({
      ...none,
      destination: "grafana-cloud",
      signal: "metrics",
      exporters: {
        "prometheus_remote_write/grafana-cloud": {
          endpoint: "${env:METRICS_GRAFANA_CLOUD_URL}",
          headers: { Authorization: "${env:METRICS_GRAFANA_CLOUD_AUTHORIZATION}" },
          resource_to_telemetry_conversion: { enabled: true },
          target_info: { enabled: false },
        },
      },
      environment: { METRICS_GRAFANA_CLOUD_URL: "https://store.example.com/path" },
      secrets: { METRICS_GRAFANA_CLOUD_AUTHORIZATION: "arn:secret:authorization::v1" },
      startStatements: TOKEN_STATEMENTS("MetricsGrafanaCloudToken"),
    });
  });

  it("go to Amazon Managed Prometheus by signed remote write", () => {
    const found = route("metrics", "amazon-managed-prometheus");
    expect(found.extensions).toEqual({
      "sigv4auth/amazon-managed-prometheus": { service: "aps", region: "eu-west-1" },
    });
    expect(found.statements).toEqual([
      { Sid: "WriteMetrics", Effect: "Allow", Action: ["aps:RemoteWrite"], Resource: ["arn:workspace"] },
    ]);
  });

  it("go there through a role where the workspace is in another account", () => {
    const found = destination("metrics", "amazon-managed-prometheus").route(
      routeContext({ intake: () => ({ ...SIGNED, kind: "sigv4", roleArn: "arn:writer" }) as typeof SIGNED }),
    );
    expect(found.environment["METRICS_AMAZON_MANAGED_PROMETHEUS_ROLE"]).toBe("arn:writer");
    expect(found.extensions).toEqual({
      "sigv4auth/amazon-managed-prometheus": {
        service: "aps",
        region: "eu-west-1",
        assume_role: { arn: "${env:METRICS_AMAZON_MANAGED_PROMETHEUS_ROLE}", sts_region: "eu-west-1" },
      },
    });
    expect(found.statements).toEqual([
      { Sid: "WriteMetricsThroughRole", Effect: "Allow", Action: ["sts:AssumeRole"], Resource: ["arn:writer"] },
    ]);
  });

  it("go to CloudWatch by OTLP, signed for the region", () => {
    expect(route("metrics", "cloudwatch")).toMatchObject({
      exporters: {
        "otlp_http/cloudwatch-metrics": { metrics_endpoint: "https://monitoring.eu-west-1.amazonaws.com/v1/metrics" },
      },
      extensions: { "sigv4auth/cloudwatch-metrics": { service: "monitoring", region: "eu-west-1" } },
    });
  });
});

describe("logs", () => {
  it("go to Loki with the indexed words of the contract as labels, the rest as structured metadata", () => {
    expect(route("logs", "loki")).toMatchObject({
      output: {
        name: "loki",
        properties: {
          Host: "${LOGS_LOKI_HOST}",
          Labels: "service_name=checkout, deployment_environment_name=production, cloud_region=eu-west-1",
          HTTP_Passwd: "${LOGS_LOKI_TOKEN}",
        },
      },
      secrets: { LOGS_LOKI_TOKEN: "arn:secret:token::v1" },
    });
  });

  it("go to an OpenSearch by its address and the account's secret", () => {
    expect(route("logs", "opensearch")).toEqual({
      ...none,
      destination: "opensearch",
      signal: "logs",
      output: {
        name: "opensearch",
        properties: {
          Host: "search.example.com",
          Port: "9200",
          tls: "On",
          HTTP_User: "writer",
          HTTP_Passwd: "${LOGS_OPENSEARCH_PASSWORD}",
          Logstash_Format: "On",
          Logstash_Prefix: "logs",
          Time_Key: "@timestamp",
          Generate_ID: "On",
          Suppress_Type_Name: "On",
          Compress: "gzip",
          Trace_Error: "On",
        },
      },
      secrets: { LOGS_OPENSEARCH_PASSWORD: SECRET },
      startStatements: [
        {
          Sid: "ReadLogsOpensearchPassword",
          Effect: "Allow",
          Action: ["secretsmanager:GetSecretValue"],
          Resource: [SECRET],
        },
      ],
    });
  });

  it("go to a store that asks for no password without one", () => {
    const found = route("logs", "elasticsearch");
    expect(found.output?.properties).toMatchObject({ Host: "logs.example.com", Port: "443", tls: "On" });
    expect(found.output?.properties).not.toHaveProperty("HTTP_Passwd");
    expect(found.secrets).toEqual({});
  });

  it("go to the log group of the service, and to no other", () => {
    expect(route("logs", "cloudwatch").statements).toEqual([
      {
        Sid: "SendLogsToCloudWatch",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: ["arn:aws:logs:eu-west-1:111122223333:log-group:/estate/services/checkout:*"],
      },
    ]);
  });

  it("go to the account's archive, below the name of the service", () => {
    const found = route("logs", "s3");
    expect(found.output?.properties["bucket"]).toBe("smallco-log-archive-111122223333-eu-west-1");
    expect(found.output?.properties["s3_key_format"]).toBe("/logs/service=checkout/%Y/%m/%d/%H/%M%S-$UUID.gz");
  });
});

describe("traces", () => {
  it("go to X-Ray in its own format, which needs nothing to be switched on", () => {
    expect(route("traces", "xray").exporters).toEqual({
      awsxray: { region: "eu-west-1", index_all_attributes: false },
    });
  });

  it("go to Jaeger with the whole header from the account's secret", () => {
    expect(route("traces", "jaeger")).toMatchObject({
      exporters: {
        "otlp_http/jaeger": {
          endpoint: "http://jaeger.internal:4318",
          headers: { Authorization: "${env:TRACES_JAEGER_AUTHORIZATION}" },
        },
      },
      secrets: { TRACES_JAEGER_AUTHORIZATION: SECRET },
    });
  });

  it("go to CloudWatch by OTLP where Transaction Search is on", () => {
    expect(route("traces", "cloudwatch").exporters).toMatchObject({
      "otlp_http/cloudwatch-traces": { traces_endpoint: "https://xray.eu-west-1.amazonaws.com/v1/traces" },
    });
  });
});

describe("the routes of an estate", () => {
  it("are those of its destinations, in the order in which they are written", () => {
    const names = (config: Parameters<typeof routeContext>[1]) =>
      routesOf(routeContext({}, config)).map((found) => `${found.signal} ${found.destination}`);
    expect(names(minimal())).toEqual(["metrics grafana-cloud", "logs loki", "traces tempo"]);
    expect(names(minimal({ destinations: { logs: ["loki", "s3"] } }))).toEqual([
      "metrics grafana-cloud",
      "logs loki",
      "logs s3",
      "traces tempo",
    ]);
  });

  it("fail where a store takes nothing from the account", () => {
    expect(() => routesOf(routeContext({ intake: () => undefined }, minimal()))).toThrow(
      "main has no token for metrics to grafana-cloud.",
    );
  });
});
