/** Private ways to and from Grafana Cloud: each ends in a network that is there. */
import { describe, expect, it } from "vitest";
import { problemText } from "../../config/problem";
import { BASE, problemsOf } from "./support";

const EXISTING = 'stack: { existing: { slug: acme, id: "123456", url: https://acme.grafana.net } }';
const created = (region: string): string => `stack: { create: { slug: acme, region: ${region} } }`;
const SUBNETS = "[subnet-0123456789abcdef0]";
const TWO_SUBNETS = "[subnet-0123456789abcdef0, subnet-0123456789abcdef1]";
const MANAGED =
  "platform: amazon-managed\n  amazonManaged: { account: main, access: { admins: [0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d] } }";
const TARGETS = "targets: [{ cidr: 10.20.0.0/16, port: 9200 }]";

/** What is told of the base, whose account prod has a network in eu-central-1. */
function told(lines: string, { stack = EXISTING, subnets = TWO_SUBNETS, plan = "plan: pro" } = {}): readonly string[] {
  const text = BASE.replace(EXISTING, () => `${stack}\n  ${lines}`)
    .replace(SUBNETS, () => subnets)
    .replace("plan: pro", () => plan);
  return problemsOf(text).map((problem) => problemText(problem).replace(/^estate\.yaml:[\d:]+ /, ""));
}

describe("grafana.privateConnectivity", () => {
  it("takes an account whose network has private subnets in two zones", () => {
    expect(told(`privateConnectivity: { account: prod, ${TARGETS} }`)).toEqual([]);
    expect(
      told(
        `privateConnectivity: { account: prod, region: eu-central-1, agents: 3, image: mirror/pdc:0.0.63, ${TARGETS} }`,
      ),
    ).toEqual([]);
  });

  it.each<readonly [what: string, lines: string, given: Parameters<typeof told>[1], expected: readonly string[]]>([
    [
      "one zone",
      `privateConnectivity: { account: prod, ${TARGETS} }`,
      { subnets: SUBNETS },
      [
        'grafana.privateConnectivity.account: has 1 private subnet in eu-central-1, but agents stand in two zones (got "prod"). Name a second subnet in accounts.prod.network.eu-central-1.',
      ],
    ],
    [
      "no network",
      `privateConnectivity: { account: main, ${TARGETS} }`,
      {},
      [
        'grafana.privateConnectivity.account: has no network in eu-west-1 (got "main"). Add accounts.main.network.eu-west-1.existing with vpcId and privateSubnetIds.',
      ],
    ],
    [
      "an unknown account, and a region of another partition",
      `privateConnectivity: { account: prd, region: eu-centrl-1, ${TARGETS} }`,
      {},
      [
        'grafana.privateConnectivity.account: "prd" is not declared. Known accounts: main, prod; did you mean "prod"?',
        'grafana.privateConnectivity.region: unknown region (got "eu-centrl-1"). Did you mean "eu-central-1"?',
      ],
    ],
    [
      "targets that are everything, or nothing that can be reached",
      "privateConnectivity: { account: prod, targets: [{ cidr: 0.0.0.0/0, port: 443 }, { cidr: ten, port: 70000 }] }",
      {},
      [
        'grafana.privateConnectivity.targets[0].cidr: must have a length of /8 or more (got "0.0.0.0/0"). Write, for example, 10.20.0.0/16.',
        'grafana.privateConnectivity.targets[1].cidr: must be an IPv4 range: address/length (got "ten"). Write, for example, 10.20.0.0/16.',
        "grafana.privateConnectivity.targets[1].port: must be at most 65535 (got 70000). Write 65535 or less.",
      ],
    ],
    [
      "an image that changes under its name, and one agent",
      `privateConnectivity: { account: prod, agents: 1, image: "grafana/pdc-agent:latest", ${TARGETS} }`,
      {},
      [
        "grafana.privateConnectivity.agents: must be at least 2, so that one can be replaced (got 1). Write 2 or more.",
        'grafana.privateConnectivity.image: must be an image with an exact version or a digest (got "grafana/pdc-agent:latest"). Write, for example, 444455556666.dkr.ecr.eu-west-1.amazonaws.com/pdc-agent:0.0.63.',
      ],
    ],
    [
      "Amazon's platform, which is in a network itself",
      `privateConnectivity: { account: prod, ${TARGETS} }`,
      { plan: MANAGED },
      [
        "grafana.privateConnectivity: is for Grafana Cloud; a workspace of Amazon Managed Grafana stands in your own network. Remove it, and name subnets in grafana.amazonManaged.vpc.",
      ],
    ],
  ])("refuses %s", (_, lines, given, expected) => {
    expect(told(lines, given)).toEqual(expected);
  });
});

describe("grafana.privateLink", () => {
  it("takes accounts with a network in the stack's region of AWS, told or known", () => {
    expect(told("privateLink: { accounts: [prod], region: eu-central-1 }")).toEqual([]);
    expect(told("privateLink: { accounts: [prod] }", { stack: created("prod-us-east-0") })).toEqual([
      'grafana.privateLink.accounts[0]: has no network in us-east-2 (got "prod"). Add accounts.prod.network.us-east-2.existing with vpcId and privateSubnetIds.',
    ]);
  });

  it.each<readonly [what: string, lines: string, given: Parameters<typeof told>[1], expected: readonly string[]]>([
    [
      "a stack of which nobody says where it is",
      "privateLink: { accounts: [prod] }",
      { stack: created("eu") },
      [
        "grafana.privateLink.region: is not known for this stack. Add the AWS region that Grafana's portal shows for the stack; a stack that is not hosted on AWS has no PrivateLink to AWS.",
      ],
    ],
    [
      "accounts and signals that are wrong or stand twice",
      "privateLink: { accounts: [prod, prod, pod], region: eu-central-1, signals: [logs, log, logs] }",
      {},
      [
        'grafana.privateLink.accounts[1]: stands in the list already (got "prod"). Remove it.',
        'grafana.privateLink.accounts[2]: "pod" is not declared. Known accounts: main, prod; did you mean "prod"?',
        'grafana.privateLink.signals[1]: must be metrics, logs, traces, profiles, otlp or fleet (got "log"). Did you mean "logs"?',
        'grafana.privateLink.signals[2]: stands in the list already (got "logs"). Remove it.',
      ],
    ],
    [
      "Amazon's platform",
      "privateLink: { accounts: [prod], region: eu-central-1 }",
      { plan: MANAGED },
      ["grafana.privateLink: is for Grafana Cloud; Amazon Managed Prometheus has endpoints of its own. Remove it."],
    ],
  ])("refuses %s", (_, lines, given, expected) => {
    expect(told(lines, given)).toEqual(expected);
  });
});
