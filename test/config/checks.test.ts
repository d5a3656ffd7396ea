/** The cross checks that have no number in the reference list; each with the nearest case that must pass. */
import { describe, expect, it } from "vitest";
import { problemText } from "../../config/problem";
import { planted, problemsOf } from "./support";

const told = (from: string, to: string): readonly string[] =>
  problemsOf(planted(from, to)).map((problem) => problemText(problem).replace(/^estate\.yaml:[\d:]+ /, ""));

const ROLE = "arn:aws:iam::444455556666:role/estate-apply";
const STACK = 'stack: { existing: { slug: acme, id: "123456", url: https://acme.grafana.net } }';
const BUCKET = "infrequentAccessDays: 90,";
const MONITOR = "arn:aws:ce::111122223333:anomalymonitor/0a1b2c3d";

describe("cross checks", () => {
  it.each<readonly [what: string, from: string, to: string, expected: readonly string[]]>([
    [
      "a role of another account",
      ROLE,
      "arn:aws:iam::777788889999:role/estate-apply",
      [
        `accounts.prod.role: belongs to account 777788889999, but it is used in 444455556666 (got "arn:aws:iam::777788889999:role/estate-apply"). Give the ARN of an IAM role in account 444455556666, or correct the account id.`,
      ],
    ],
    [
      "a user in place of a role",
      ROLE,
      "arn:aws:iam::444455556666:user/me",
      [
        `accounts.prod.role: is not the ARN of an IAM role (got "arn:aws:iam::444455556666:user/me"). Give the ARN of an IAM role, such as arn:aws:iam::444455556666:role/….`,
      ],
    ],
    ["a role with a path", ROLE, "arn:aws:iam::444455556666:role/ci/estate-apply", []],
    [
      "a bucket key in another region than the bucket",
      BUCKET,
      "existing: old-bucket, kmsKeyArn: arn:aws:kms:us-east-1:111122223333:key/1a,",
      [
        `cost.bucket.kmsKeyArn: is in region us-east-1, but it is used in eu-west-1 (got "arn:aws:kms:us-east-1:111122223333:key/1a"). Give the ARN of a KMS key in eu-west-1.`,
      ],
    ],
    [
      "a bucket key of another account, which a key policy may allow",
      BUCKET,
      "existing: old-bucket, kmsKeyArn: arn:aws:kms:eu-west-1:777788889999:key/1a,",
      [],
    ],
    [
      "a key for a bucket that is made",
      BUCKET,
      "kmsKeyArn: arn:aws:kms:eu-west-1:111122223333:key/1a,",
      [
        `cost.bucket.kmsKeyArn: is for an existing bucket only; a bucket that is made gets a key of its own (got "arn:aws:kms:eu-west-1:111122223333:key/1a"). Remove it, or name the bucket under "existing".`,
      ],
    ],
    [
      "a monitor of another account",
      "  budgets:\n",
      `  anomalies: { monitor: ${MONITOR.replace("111122223333", "444455556666")}, team: platform }\n  budgets:\n`,
      [
        `cost.anomalies.monitor: belongs to account 444455556666, but it is used in 111122223333 (got "arn:aws:ce::444455556666:anomalymonitor/0a1b2c3d"). Give the ARN of a Cost Explorer anomaly monitor in account 111122223333, or correct the account id.`,
      ],
    ],
    [
      "the payer's own monitor",
      "  budgets:\n",
      `  anomalies: { monitor: ${MONITOR}, team: platform }\n  budgets:\n`,
      [],
    ],
    [
      "one account under two keys",
      '"444455556666"',
      '"111122223333"',
      [
        `accounts.prod.id: is also the id of accounts.main (got "111122223333"). Declare each account once; it may have networks in several regions.`,
        `accounts.prod.role: belongs to account 444455556666, but it is used in 111122223333 (got "${ROLE}"). Give the ARN of an IAM role in account 111122223333, or correct the account id.`,
      ],
    ],
    [
      "a network in another partition",
      "      eu-central-1:\n",
      "      cn-north-1:\n",
      [
        `accounts.prod.network.cn-north-1: is in partition aws-cn, but the account is in aws (got "cn-north-1"). Name a region of partition aws, such as eu-central-1.`,
      ],
    ],
    [
      "a payer without the billing APIs",
      "region: eu-west-1 ",
      "region: cn-north-1 ",
      [
        `cost.account: is in partition aws-cn, which has no billing export API in us-east-1 (got "main"). Name a payer account of partition aws.`,
      ],
    ],
    [
      "a tier without query caching",
      "plan: pro",
      "plan: free",
      [
        "grafana.queryCaching: is not part of Grafana Cloud's free plan (got true). Remove it, or set grafana.plan to pro or advanced if that is what you pay for.",
      ],
    ],
    [
      "a stack that is neither made nor there",
      STACK,
      "stack: {}",
      ["grafana.stack: has none of create, existing. Add one of create, existing."],
    ],
    [
      "a stack that is both, with a fault inside of it",
      STACK,
      STACK.replace("{ existing:", "{ create: { slug: Acme, region: eu }, existing:"),
      [
        "grafana.stack: has both create and existing. Keep one.",
        `grafana.stack.create.slug: must be 3-29 lower-case letters and digits, starting with a letter (got "Acme"). Write, for example, acme.`,
      ],
    ],
    [
      "state in two places",
      "accounts:\n",
      "state: { local: {}, s3: { bucket: state, region: eu-west-1 } }\naccounts:\n",
      ["state: has both local and s3. Keep one."],
    ],
    [
      "no export",
      "    cur2: { catalogue: crawler, crawlerSchedule: cron(0 3 * * ? *) }\n    legacyCur: { name: legacy }\n",
      "    {}\n",
      ["cost.exports: has none of cur2, focus, legacyCur. Add one of cur2, focus, legacyCur."],
    ],
    [
      "two exports with one table",
      "{ name: legacy }",
      "{ name: CUR2 }\n    focus: { name: cur-2 }",
      [
        `cost.exports.legacyCur.name: gives the same table, cur2, as cost.exports.cur2 (got "CUR2"). Give each export a name of its own.`,
      ],
    ],
    [
      "one tag for two things",
      "  budgets:\n",
      "  teamTag: owner\n  serviceTag: owner\n  budgets:\n",
      [
        `cost.serviceTag: is the team tag already (got "owner"). Name the tag that says which service a resource belongs to.`,
      ],
    ],
    [
      "an account twice in a service",
      "accounts: [prod]",
      "accounts: [prod, main, prod]",
      [`services.checkout.accounts[2]: stands in the list already (got "prod"). Remove it.`],
    ],
    [
      "a threshold twice in a budget",
      "monthlyUsd: 4000,",
      "monthlyUsd: 4000, notifyAtPercent: [80, 100, 80],",
      ["cost.budgets.all.notifyAtPercent[2]: stands in the list already (got 80). Remove it."],
    ],
    [
      "a demonstration network of the wrong size",
      "existing: { vpcId: vpc-0123456789abcdef0, privateSubnetIds: [subnet-0123456789abcdef0] }",
      "create: { cidr: 10.0.0.0/8 }",
      [
        `accounts.prod.network.eu-central-1.create.cidr: must have a length of /16 to /24 (got "10.0.0.0/8"). Write, for example, 10.20.0.0/16.`,
      ],
    ],
    ["a newer name of a time zone", "timezone: Europe/Berlin", "timezone: Asia/Kolkata", []],
    [
      "a misspelt time zone",
      "timezone: Europe/Berlin",
      "timezone: Europe/Berln",
      [`teams.platform.timezone: must be an IANA time zone (got "Europe/Berln"). Did you mean "Europe/Berlin"?`],
    ],
    [
      "a number in quotes",
      "monthlyUsd: 4000",
      'monthlyUsd: "4000"',
      [`cost.budgets.all.monthlyUsd: must be a number (got "4000"). Write 4000 without quotes.`],
    ],
    [
      "a word for a switch",
      "queryCaching: true",
      "queryCaching: yes",
      [`grafana.queryCaching: must be true or false (got "yes"). Write true or false, without quotes.`],
    ],
    [
      "a number for a text",
      'id: "123456"',
      "id: 123456",
      [`grafana.stack.existing.id: must be text (got 123456). Quote it: "123456".`],
    ],
    [
      "a misspelt choice",
      "plan: pro",
      "plan: advnaced",
      [`grafana.plan: must be free, pro or advanced (got "advnaced"). Did you mean "advanced"?`],
    ],
    [
      "a number out of range",
      "expireDays: 400",
      "expireDays: 40",
      ["cost.bucket.expireDays: must be at least 60 days (got 40). Write 60 or more."],
    ],
    [
      "a part of a day",
      "expireDays: 400",
      "expireDays: 400.5",
      ["cost.bucket.expireDays: must be a whole number (got 400.5). Write 401."],
    ],
    [
      "an address without TLS",
      "url: https://acme",
      "url: http://acme",
      [
        `grafana.stack.existing.url: must be an https address (got "http://acme.grafana.net"). Use https: https://acme.grafana.net.`,
      ],
    ],
    [
      "a key that is no word",
      "  payments: { name",
      "  Pay Ments: { name",
      [
        `teams["Pay Ments"]: key must start with a letter and hold only lower-case letters, digits and hyphens, at most 31 (got "Pay Ments"). Write pay-ments.`,
        `services.checkout.team: "payments" is not declared. Known teams: Pay Ments, platform; did you mean "Pay Ments"?`,
      ],
    ],
    [
      "a missing key, at its parent",
      "account: main\n",
      "region: eu-west-1\n",
      [`cost.account: is missing. Add "account" (Payer account: owns exports, bucket and catalogue).`],
    ],
  ])("tells of %s", (_what, from, to, expected) => {
    expect(told(from, to)).toEqual(expected);
  });

  it("says that a unit has nothing to divide when there is no cost section", () => {
    const without = planted(
      "accounts: [prod] }",
      "accounts: [prod], unit: { name: order, athena: { table: orders } } }",
    );

    expect(problemsOf(without)).toEqual([]);
    expect(problemsOf(without.slice(0, without.indexOf("cost:"))).map(({ path, message }) => [path, message])).toEqual([
      ["services.checkout.unit", "has no cost to divide"],
    ]);
  });
});
