/** `telemetry.cloudwatch`: refused where nothing would be sent, nobody would read it, or AWS would not take it. */
import { describe, expect, it } from "vitest";
import { problemText } from "../../config/problem";
import { BASE, problemsOf } from "./support";

/** What is told of the base with these settings, and with a text replaced beside them. */
function told(cloudwatch: string, from = "", to = ""): readonly string[] {
  if (!BASE.includes(from)) throw new Error(`the base does not hold ${from}`);
  const text = `${BASE.replace(from, () => to)}telemetry: { cloudwatch: { ${cloudwatch} } }\n`;
  return problemsOf(text).map((problem) => problemText(problem).replace(/^estate\.yaml:[\d:]+ /, ""));
}

const PATH = "telemetry.cloudwatch";
const SHIPS_MAIN: readonly [string, string] = ["  plan: pro\n", "  plan: pro\n  access: { accounts: [main] }\n"];
const access = (settings: string): readonly [string, string] => [
  "  plan: pro\n",
  `  plan: pro\n  access: { ${settings} }\n`,
];
const elsewhere = (settings: string): readonly [string, string] => [
  "cost:\n",
  `destinations: { ${settings} }\ncost:\n`,
];

describe("telemetry.cloudwatch", () => {
  it.each([
    ["nothing", ""],
    ["namespaces, one by each way", "namespaces: { AWS/RDS: scrape, AWS/Lambda: stream }, accounts: [prod]"],
    ["a namespace of ECS and an external id", 'namespaces: { ECS/ContainerInsights: scrape }, externalId: "1234567"'],
    ["whole minutes", "namespaces: { AWS/RDS: scrape }, scrapeIntervalSeconds: 60"],
    [
      "logs",
      "logs: { accounts: [main, prod], exclude: [/aws/lambda/noisy], filterPattern: '{ $.level = \"error\" }' }",
    ],
  ])("takes %s", (_, settings) => {
    expect(told(settings)).toEqual([]);
  });

  it("takes what is published in one region, from accounts of that region", () => {
    expect(
      told("namespaces: { AWS/Billing: scrape }, accounts: [main]", "region: eu-west-1", "region: us-east-1"),
    ).toEqual([]);
  });

  it.each([
    [
      "a way that there is not",
      "namespaces: { AWS/RDS: push }",
      'namespaces["AWS/RDS"]: must be scrape or stream (got "push"). Write scrape or stream.',
    ],
    [
      "a namespace misspelt",
      "namespaces: { AWS/Lamda: stream }",
      'namespaces["AWS/Lamda"]: is asked for by no dashboard, so that nothing would be sent. Did you mean "AWS/Lambda"?',
    ],
    [
      "a namespace that no dashboard asks for",
      "namespaces: { AWS/CloudFront: stream }",
      'namespaces["AWS/CloudFront"]: is asked for by no dashboard, so that nothing would be sent. Remove it: docs/managed-services.md lists those that are asked for.',
    ],
    [
      "a namespace of a region that no account is in",
      "namespaces: { AWS/Billing: scrape }",
      'namespaces["AWS/Billing"]: is published in us-east-1 only, which is not the region of main, prod. Remove it: dashboards ask CloudWatch there.',
    ],
    [
      "seconds that are no whole minutes",
      "scrapeIntervalSeconds: 90",
      "scrapeIntervalSeconds: must be whole minutes, since CloudWatch knows no shorter periods (got 90). Write 60 or 120.",
    ],
    [
      "seconds below a minute",
      "scrapeIntervalSeconds: 0",
      "scrapeIntervalSeconds: must be at least 60 seconds (got 0). Write 60 or more.",
    ],
    [
      "an external id that AWS refuses",
      'externalId: "a b"',
      'externalId: must be an external id: 2-1224 letters, digits or + = , . @ : / - (got "a b"). Write, for example, 1234567.',
    ],
    [
      "no account",
      "namespaces: { AWS/RDS: scrape }, accounts: []",
      "accounts: must name at least one account (got an empty list). Write at least 1 entry.",
    ],
    [
      "an account twice",
      "namespaces: { AWS/RDS: scrape }, accounts: [main, prod, main]",
      'accounts[2]: stands in the list already (got "main"). Remove it.',
    ],
    [
      "an account that there is not",
      "namespaces: { AWS/RDS: scrape }, accounts: [prd]",
      'accounts[0]: "prd" is not declared. Known accounts: main, prod; did you mean "prod"?',
    ],
  ])("refuses %s", (_, settings, expected) => {
    expect(told(settings)).toEqual([`${PATH}.${expected}`]);
  });

  it.each([
    [
      "logs of no account",
      "logs: { accounts: [] }",
      "accounts: must name at least one account (got an empty list). Write at least 1 entry.",
    ],
    [
      "logs of an account twice",
      "logs: { accounts: [prod, prod] }",
      'accounts[1]: stands in the list already (got "prod"). Remove it.',
    ],
    [
      "a log group by a pattern",
      'logs: { accounts: [prod], exclude: ["/aws/lambda/*"] }',
      'exclude[0]: must be the name of a log group (got "/aws/lambda/*"). Write, for example, /aws/lambda/noisy.',
    ],
    [
      "a log group twice",
      "logs: { accounts: [prod], exclude: [/a, /a] }",
      'exclude[1]: stands in the list already (got "/a"). Remove it.',
    ],
    [
      "more names of log groups than the policy of an account holds",
      `logs: { accounts: [prod], exclude: [${Array.from({ length: 100 }, (_, index) => `/aws/lambda/${"x".repeat(200)}${String(index)}`).join(", ")}] }`,
      "exclude: has 21790 bytes of names; CloudWatch Logs takes 20000 besides the estate's own. Name fewer log groups, or say by filterPattern what is wanted.",
    ],
  ])("refuses %s", (_, settings, expected) => {
    expect(told(settings)).toEqual([`${PATH}.logs.${expected}`]);
  });

  it("refuses accounts that do not ship", () => {
    expect(
      told("namespaces: { AWS/RDS: scrape }, accounts: [prod], logs: { accounts: [main, prod] }", ...SHIPS_MAIN),
    ).toEqual([
      `${PATH}.accounts[0]: does not ship to Grafana Cloud (got "prod"). Add prod to grafana.access.accounts.`,
      `${PATH}.logs.accounts[1]: does not ship to Grafana Cloud (got "prod"). Add prod to grafana.access.accounts.`,
    ]);
  });

  it("refuses what accounts have no token for", () => {
    expect(told("namespaces: { AWS/RDS: scrape }, logs: { accounts: [main] }", ...access("signals: [traces]"))).toEqual(
      [
        `${PATH}.namespaces: sends metrics, which grafana.access.signals leaves out. Add metrics to grafana.access.signals, or remove it.`,
        `${PATH}.logs: sends logs, which grafana.access.signals leaves out. Add logs to grafana.access.signals, or remove it.`,
      ],
    );
    expect(told("namespaces: { AWS/RDS: scrape }", ...access("signals: [metrics]"))).toEqual([]);
  });

  it("refuses what would go where nobody reads", () => {
    expect(
      told(
        "namespaces: { AWS/RDS: scrape }, logs: { accounts: [main] }",
        ...elsewhere("metrics: [amazon-managed-prometheus], amazonPrometheus: { account: main }, logs: [cloudwatch]"),
      ),
    ).toEqual([
      `${PATH}.namespaces: go to Grafana Cloud's Prometheus, which is no destination of metrics. Add grafana-cloud to destinations, or remove it.`,
      `${PATH}.logs: go to Loki, which is no destination of logs. Add loki to destinations, or remove it.`,
    ]);
  });
});
