/** Where Grafana runs: the chosen platform is described, and what is described is right even while it is not chosen. */
import { describe, expect, it } from "vitest";
import { problemText } from "../../config/problem";
import { planted, problemsOf } from "./support";

const told = (from: string, to: string): readonly string[] =>
  problemsOf(planted(from, to)).map((problem) => problemText(problem).replace(/^estate\.yaml:[\d:]+ /, ""));

const GROUP = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
const OTHER_GROUP = "906717fb02-0d9c8b7a-6f5e-4d4c-9b3a-2a1b0c9d8e7f";
const MANAGED = `amazonManaged: { account: main, access: { admins: [${GROUP}] } }`;
const VPC = "subnetIds: [subnet-0a1b2c3d], securityGroupIds: [sg-0a1b2c3d, sg-0a1b2c3d]";
const STACK = 'stack: { existing: { slug: acme, id: "123456", url: https://acme.grafana.net } }';

describe("grafana.platform", () => {
  it.each<readonly [what: string, from: string, to: string, expected: readonly string[]]>([
    [
      "no stack for Grafana Cloud",
      `  ${STACK}\n`,
      "",
      [`grafana.stack: is missing; platform grafana-cloud needs it. Add "stack" with create or existing.`],
    ],
    [
      "a platform that is not described, and a tier that it does not have",
      "plan: pro",
      "plan: free\n  platform: amazon-managed",
      [
        `grafana.amazonManaged: is missing; platform amazon-managed needs it. Add "amazonManaged" with account and access.`,
      ],
    ],
    ["a platform beside the chosen one", STACK, `${STACK}\n  ${MANAGED}`, []],
    [
      "an unknown platform",
      "plan: pro",
      "plan: pro\n  platform: amazon",
      [
        `grafana.platform: must be grafana-cloud or amazon-managed (got "amazon"). Write grafana-cloud or amazon-managed.`,
      ],
    ],
    [
      "a managed Grafana in no account, in a region of another partition",
      STACK,
      `${STACK}\n  ${MANAGED.replace("account: main", "account: mian, region: cn-north-1")}`,
      [`grafana.amazonManaged.account: "mian" is not declared. Known accounts: main, prod; did you mean "main"?`],
    ],
    [
      "a managed Grafana in another partition",
      STACK,
      `${STACK}\n  ${MANAGED.replace("account: main", "account: main, region: cn-north-1")}`,
      [
        `grafana.amazonManaged.region: is in partition aws-cn, but the account is in aws (got "cn-north-1"). Name a region of partition aws, such as eu-west-1.`,
      ],
    ],
    [
      "a group with two roles, and one named twice",
      STACK,
      `${STACK}\n  ${MANAGED.replace("] }", `], editors: [${GROUP}], viewers: [${OTHER_GROUP}, ${OTHER_GROUP}] }`)}`,
      [
        `grafana.amazonManaged.access.editors[0]: stands in admins already (got "${GROUP}"). Remove it.`,
        `grafana.amazonManaged.access.viewers[1]: stands in the list already (got "${OTHER_GROUP}"). Remove it.`,
      ],
    ],
    [
      "names instead of ids, and nobody who administers",
      STACK,
      `${STACK}\n  ${MANAGED.replace(GROUP, "").replace("] }", "], viewers: [everybody] }")}`,
      [
        "grafana.amazonManaged.access.admins: must name at least one group (got an empty list). Write at least 1 entry.",
        `grafana.amazonManaged.access.viewers[0]: must be the id of a group in IAM Identity Center, not its name (got "everybody"). Write, for example, 906717fb02-4c1f2a70-3b2d-4e8a-9c5d-0f1e2d3c4b5a.`,
      ],
    ],
    [
      "numbers that AWS refuses",
      STACK,
      `${STACK}\n  ${MANAGED.replace("account: main", 'account: main, version: "9.4", tokenDays: 31, logRetentionDays: 45')}`,
      [
        `grafana.amazonManaged.version: must be a version of Grafana from 10.4, in quotes (got "9.4"). Write, for example, 10.4.`,
        "grafana.amazonManaged.tokenDays: must be at most 30 days (got 31). Write 30 or less.",
        "grafana.amazonManaged.logRetentionDays: must be a retention that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days (got 45). Write, for example, 90.",
      ],
    ],
    [
      "a network that is too small, with a security group twice",
      STACK,
      `${STACK}\n  ${MANAGED.replace("account: main", `account: main, vpc: { ${VPC} }`)}`,
      [
        "grafana.amazonManaged.vpc.subnetIds: must name at least two subnets (got a list of 1). Write at least 2 entries.",
        `grafana.amazonManaged.vpc.securityGroupIds[1]: stands in the list already (got "sg-0a1b2c3d"). Remove it.`,
      ],
    ],
    ["Amazon's platform alone", STACK, `platform: amazon-managed\n  ${MANAGED}`, []],
  ])("tells of %s", (_what, from, to, expected) => {
    expect(told(from, to)).toEqual(expected);
  });
});
