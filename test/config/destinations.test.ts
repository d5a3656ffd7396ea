/** Destinations: each needs a store that is there, a way to write to it and one to read from it. */
import { describe, expect, it } from "vitest";
import { destinationsOf } from "../../config/destinations";
import type { EstateInput } from "../../config/estate";
import { EstateError, problemText } from "../../config/problem";
import { managed, minimal } from "../support/fixtures";

const SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:logs/writer-AbCdEf";

/** What is told of an estate with these destinations and data sources. */
function told(
  destinations: EstateInput["destinations"],
  dataSources: EstateInput["grafana"]["dataSources"] = {},
): readonly string[] {
  const { owner, stack } = minimal().grafana;
  return problemsOf(() => minimal({ destinations, grafana: { owner, stack, dataSources } }));
}

function problemsOf(make: () => unknown): readonly string[] {
  try {
    make();
    return [];
  } catch (error) {
    if (!(error instanceof EstateError)) throw error;
    return error.problems.map(problemText);
  }
}

describe("destinations", () => {
  it("are the platform's own stores by default", () => {
    expect(destinationsOf(minimal())).toEqual({ metrics: ["grafana-cloud"], logs: ["loki"], traces: ["tempo"] });
    expect(destinationsOf(managed())).toEqual({
      metrics: ["amazon-managed-prometheus"],
      logs: ["cloudwatch"],
      traces: ["xray"],
    });
  });

  it.each<readonly [string, EstateInput["destinations"], EstateInput["grafana"]["dataSources"]]>([
    ["one each", { metrics: ["grafana-cloud"], logs: ["cloudwatch"], traces: ["tempo"] }, {}],
    ["an archive beside what is read", { metrics: ["grafana-cloud", "cloudwatch"], logs: ["loki", "s3"] }, {}],
    [
      "two during a move, each given and readable",
      {
        logs: ["loki", "opensearch"],
        opensearch: { url: "https://search.example.com", user: "w", secrets: { main: SECRET } },
      },
      { opensearch: { url: "https://search.example.com" } },
    ],
    [
      "a workspace of Amazon's beside Grafana Cloud",
      { metrics: ["grafana-cloud", "amazon-managed-prometheus"], amazonPrometheus: { account: "main" } },
      {},
    ],
    ["traces to X-Ray", { traces: ["tempo", "xray"] }, { xray: { account: "main" } }],
  ])("may be %s", (_, destinations, dataSources) => {
    expect(told(destinations, dataSources)).toEqual([]);
  });

  it.each<readonly [string, EstateInput["destinations"], readonly string[]]>([
    [
      "none at all",
      { logs: [] },
      ["destinations.logs: must name at least one destination (got an empty list). Write at least 1 entry."],
    ],
    [
      "three",
      { logs: ["loki", "s3", "cloudwatch"] },
      [
        "destinations.logs: must name at most two destinations: the one that is read, and another during a move (got a list of 3). Write at most 2 entries.",
      ],
    ],
    [
      "the same twice",
      { traces: ["tempo", "tempo"] },
      ["destinations.traces: must name each destination once (got a list of 2). Remove one tempo."],
    ],
    [
      "one Loki under two names",
      { logs: ["loki", "loki-otlp"] },
      [
        'destinations.logs[1]: is the same Loki as the other, so that it would hold every line twice (got "loki-otlp"). Keep one.',
      ],
    ],
    [
      "a store that is neither given nor readable",
      { logs: ["elasticsearch"], traces: ["jaeger"] },
      [
        'destinations.logs[0]: has no address to write to (got "elasticsearch"). Add destinations.elasticsearch with its url.',
        'destinations.logs[0]: could not be read by Grafana (got "elasticsearch"). Add grafana.dataSources.elasticsearch.',
        'destinations.traces[0]: has no address to write to (got "jaeger"). Add destinations.jaeger with its url.',
        'destinations.traces[0]: could not be read by Grafana (got "jaeger"). Add grafana.dataSources.jaeger.',
      ],
    ],
    [
      "traces in AWS that nobody reads",
      { traces: ["xray"] },
      [
        'destinations.traces[0]: could not be read by Grafana (got "xray"). Add grafana.dataSources.xray with an account.',
      ],
    ],
    [
      "what no dashboard can ask, as the one that is asked",
      { metrics: ["cloudwatch"], logs: ["s3", "loki"] },
      [
        'destinations.metrics[0]: cannot be the one that dashboards ask: it keeps OpenTelemetry\'s names of metrics, and dashboards ask by those of Prometheus (got "cloudwatch"). Name it second, after another.',
        'destinations.logs[0]: cannot be the one that dashboards ask: it is an archive that Grafana does not read (got "s3"). Name it second, after another.',
      ],
    ],
    [
      "a workspace without a place",
      { metrics: ["amazon-managed-prometheus"] },
      [
        'destinations.metrics[0]: has no place for its workspace (got "amazon-managed-prometheus"). Add destinations.amazonPrometheus with an account.',
      ],
    ],
    [
      "a workspace that nothing is written to, in an account that is not there",
      { amazonPrometheus: { account: "mian" } },
      [
        "destinations.amazonPrometheus: is not written to. Add amazon-managed-prometheus to destinations.metrics, or remove it.",
        'destinations.amazonPrometheus.account: "mian" is not declared. Known accounts: main; did you mean "main"?',
      ],
    ],
  ])("are not %s", (_, destinations, expected) => {
    expect(told(destinations)).toEqual(expected);
  });

  it("on Amazon's platform are none of Grafana Cloud's", () => {
    const destinations = { metrics: ["grafana-cloud"], logs: ["loki"], traces: ["tempo"] } as const;
    const wrong = (path: string, name: string) =>
      `destinations.${path}[0]: is a store of Grafana Cloud, and grafana.platform is amazon-managed (got "${name}"). Name a destination in AWS, or set grafana.platform to grafana-cloud.`;
    expect(
      problemsOf(() =>
        managed(
          {},
          { destinations: { ...destinations, metrics: ["grafana-cloud"], logs: ["loki"], traces: ["tempo"] } },
        ),
      ),
    ).toEqual([wrong("metrics", "grafana-cloud"), wrong("logs", "loki"), wrong("traces", "tempo")]);
  });

  it("43: take secrets of the shipping account in its region only", () => {
    const at = (arn: string) =>
      told(
        { logs: ["opensearch"], opensearch: { url: "https://search.example.com", secrets: { main: arn } } },
        { opensearch: { url: "https://search.example.com" } },
      ).map((line) => line.replace(/^destinations\.opensearch\.secrets\.main: /, "").replace(/ \(got .*?\)/, ""));
    const fix = "Give a secret of account 111122223333 in eu-west-1.";
    expect(at(SECRET)).toEqual([]);
    expect(at(SECRET.replace("eu-west-1", "us-east-1"))).toEqual([
      `is in us-east-1, the shippers in eu-west-1. ${fix}`,
    ]);
    expect(at(SECRET.replace("111122223333", "444455556666"))).toEqual([
      `is in account 444455556666, the shippers in 111122223333. ${fix}`,
    ]);
    expect(at("arn:aws:ssm:eu-west-1:111122223333:parameter/writer")).toEqual([
      `is no secret of Secrets Manager. ${fix}`,
    ]);
  });
});
