/**
 * The wrong estates of the reference list, by its numbers: what would otherwise be found by an apply, or never.
 * Each is told with path, place, message, value and fix.
 */
import { describe, expect, it } from "vitest";
import type { Problem } from "../../config/problem";
import { planted, problemsOf } from "./support";

type Expected = Omit<Problem, "file">;

const ACCOUNT_RULE =
  "must be a quoted 12-digit string; YAML reads an unquoted one as a number and drops a leading zero";
const ATHENA_RULE = "Athena needs Parquet, OVERWRITE_REPORT and no other artifact";
const CRON_RULE = "must be AWS cron with 6 fields in parentheses: cron(minute hour day month weekday year)";
const DAY_RULE = "exactly one of day-of-month and day-of-week must be ?";
const BUCKET_RULE = "must be an S3 bucket name: 3-63 lower-case letters, digits, hyphens and dots";

const at = (place: string, path: string, message: string, value: string, fix: string): Expected => {
  const [line = 0, column = 0] = place.split(":").map(Number);
  return { line, column, path, message, value, fix };
};

const ROLE = "arn:aws:iam::444455556666:role/estate-apply";

const CASES: readonly (readonly [what: string, from: string, to: string, expected: readonly Expected[]])[] = [
  [
    "1: an account id without quotes that began with a zero",
    '"111122223333"',
    "012345678901",
    [at("3:15", "accounts.main.id", ACCOUNT_RULE, "12345678901", 'write "012345678901"')],
  ],
  [
    "1: an account id without quotes",
    '"111122223333"',
    "111122223333",
    [at("3:15", "accounts.main.id", ACCOUNT_RULE, "111122223333", 'write "111122223333"')],
  ],
  [
    "2: an account id of 11 digits",
    '"111122223333"',
    '"11112222333"',
    [
      at(
        "3:15",
        "accounts.main.id",
        "must be exactly 12 digits",
        '"11112222333"',
        'write the 12 digits in quotes, such as "111122223333"',
      ),
    ],
  ],
  [
    "2: an account id that is a name",
    '"111122223333"',
    "my-prod",
    [
      at(
        "3:15",
        "accounts.main.id",
        "must be exactly 12 digits",
        '"my-prod"',
        'write the 12 digits in quotes, such as "111122223333"',
      ),
    ],
  ],
  [
    "2: an account id with hyphens",
    '"111122223333"',
    "1111-2222-3333",
    [at("3:15", "accounts.main.id", "must be exactly 12 digits", '"1111-2222-3333"', 'write "111122223333"')],
  ],
  [
    "4: a region that does not exist",
    "region: eu-west-1 ",
    "region: eu-west-4 ",
    [
      at(
        "3:39",
        "accounts.main.region",
        "unknown region",
        '"eu-west-4"',
        'did you mean "eu-west-1", "eu-west-2" or "eu-west-3"?',
      ),
    ],
  ],
  [
    "4: a zone in place of a region",
    "region: eu-west-1 ",
    "region: eu-west-1a ",
    [at("3:39", "accounts.main.region", "unknown region", '"eu-west-1a"', 'did you mean "eu-west-1"?')],
  ],
  [
    "4: a network in a region that does not exist, at its key",
    "      eu-central-1:\n",
    "      eu-centrall-1:\n",
    [
      at(
        "9:7",
        "accounts.prod.network.eu-centrall-1",
        "unknown region",
        '"eu-centrall-1"',
        'did you mean "eu-central-1"?',
      ),
    ],
  ],
  [
    "5: a role of another partition than its account's region",
    ROLE,
    "arn:aws-cn:iam::444455556666:role/estate-apply",
    [
      at(
        "7:11",
        "accounts.prod.role",
        "partition aws-cn does not match region eu-central-1, which is in aws",
        '"arn:aws-cn:iam::444455556666:role/estate-apply"',
        `write ${ROLE}`,
      ),
    ],
  ],
  [
    "6: a misspelt key, told once although the right one is missing",
    "region: eu-west-1 ",
    "regoin: eu-west-1 ",
    [at("3:31", "accounts.main.regoin", 'unrecognized key "regoin"', '"regoin"', 'did you mean "region"?')],
  ],
  [
    "6: a key that is nothing like a known one",
    "monthlyUsd: 4000,",
    "monthlyUsd: 4000, colour: red,",
    [
      at(
        "28:30",
        "cost.budgets.all.colour",
        'unrecognized key "colour"',
        '"colour"',
        "known keys: monthlyUsd, account, service, notifyAtPercent, notifyForecast, team",
      ),
    ],
  ],
  [
    "6: a key in a section that has no settings yet",
    "grafana:\n",
    "security: { ecs: true }\ngrafana:\n",
    [at("16:13", "security.ecs", 'unrecognized key "ecs"', '"ecs"', "this section has no settings yet")],
  ],
  [
    "7: a team that is not declared",
    "owner: platform",
    "owner: plattform",
    [
      at(
        "17:10",
        "grafana.owner",
        '"plattform" is not declared',
        '"plattform"',
        'known teams: payments, platform; did you mean "platform"?',
      ),
    ],
  ],
  [
    "7: an account that is not declared",
    "accounts: [prod]",
    "accounts: [prod, staging]",
    [
      at(
        "15:48",
        "services.checkout.accounts[1]",
        '"staging" is not declared',
        '"staging"',
        "known accounts: main, prod",
      ),
    ],
  ],
  [
    "7: a service that is not declared",
    "monthlyUsd: 4000,",
    "monthlyUsd: 4000, service: chekout,",
    [
      at(
        "28:39",
        "cost.budgets.all.service",
        '"chekout" is not declared',
        '"chekout"',
        'known services: checkout; did you mean "checkout"?',
      ),
    ],
  ],
  [
    "8: a name that makes bucket names too long",
    "name: acme\n",
    "name: the-rather-long-name-of-an-organisation\n",
    [
      at(
        "1:7",
        "name",
        "bucket name would be 69 characters; S3 allows 63",
        '"the-rather-long-name-of-an-organisation"',
        'shorten "name" by 6 (bucket the-rather-long-name-of-an-organisation-athena-111122223333-eu-west-1)',
      ),
    ],
  ],
  [
    "8: a bucket name with upper case",
    "infrequentAccessDays: 90,",
    "existing: Acme-Billing,",
    [at("26:23", "cost.bucket.existing", BUCKET_RULE, '"Acme-Billing"', "write, for example, acme-billing-exports")],
  ],
  [
    "8: a bucket name with an underscore",
    "infrequentAccessDays: 90,",
    "existing: acme_billing,",
    [at("26:23", "cost.bucket.existing", BUCKET_RULE, '"acme_billing"', "write, for example, acme-billing-exports")],
  ],
  [
    "10: two keys that give one name",
    "  payments: { name",
    "  plat-form: { name: P, email: p@example.com }\n  payments: { name",
    [at("13:3", "teams.plat-form", '"platform" and "plat-form" both map to platform', '"plat-form"', "rename one")],
  ],
  [
    "10: an account named like the payer's second provider",
    "  prod:\n",
    '  main-us-east-1: { id: "777788889999", region: us-east-1 }\n  prod:\n',
    [
      at(
        "4:3",
        "accounts.main-us-east-1",
        '"main in us-east-1" and "main-us-east-1" both map to provider aws.main-us-east-1',
        '"main-us-east-1"',
        "rename one",
      ),
    ],
  ],
  [
    "16: files that move after they are deleted",
    "infrequentAccessDays: 90, expireDays: 400",
    "infrequentAccessDays: 400, expireDays: 365",
    [
      at(
        "26:35",
        "cost.bucket.infrequentAccessDays",
        "moves to infrequent access after 400 days but is deleted after 365",
        "400",
        "make infrequentAccessDays less than expireDays",
      ),
    ],
  ],
  [
    "19: a report in a region without its API",
    "{ name: legacy }",
    "{ name: legacy, region: eu-west-1 }",
    [
      at(
        "25:40",
        "cost.exports.legacyCur.region",
        "must be us-east-1: the billing export APIs exist there only; the bucket may be elsewhere",
        '"eu-west-1"',
        "write us-east-1",
      ),
    ],
  ],
  [
    "20: a legacy report that Athena cannot read, each reason of it",
    "{ name: legacy }",
    "{ format: textORcsv, versioning: CREATE_NEW_REPORT, artifacts: [ATHENA, QUICKSIGHT] }",
    [
      at("25:26", "cost.exports.legacyCur.format", ATHENA_RULE, '"textORcsv"', "write Parquet or remove it"),
      at(
        "25:49",
        "cost.exports.legacyCur.versioning",
        ATHENA_RULE,
        '"CREATE_NEW_REPORT"',
        "write OVERWRITE_REPORT or remove it",
      ),
      at(
        "25:79",
        "cost.exports.legacyCur.artifacts",
        ATHENA_RULE,
        '["ATHENA","QUICKSIGHT"]',
        "write artifacts: [ATHENA] or remove it",
      ),
    ],
  ],
  [
    "20: a legacy report without what the catalogue reads",
    "{ name: legacy }",
    "{ artifacts: [REDSHIFT] }",
    [
      at(
        "25:29",
        "cost.exports.legacyCur.artifacts",
        "lacks ATHENA, which the catalogue reads",
        '["REDSHIFT"]',
        "write artifacts: [ATHENA] or remove it",
      ),
    ],
  ],
  [
    "21: a bucket in another account than the export",
    "{ infrequentAccessDays: 90,",
    "{ account: prod,",
    [
      at(
        "26:22",
        "cost.bucket.account",
        "is not the cost account; export and bucket must share the owner",
        '"prod"',
        "remove it, or write main",
      ),
    ],
  ],
  [
    "23: a Unix schedule",
    "cron(0 3 * * ? *)",
    '"0 2 * * *"',
    [at("24:50", "cost.exports.cur2.crawlerSchedule", CRON_RULE, '"0 2 * * *"', "write cron(0 2 * * ? *)")],
  ],
  [
    "23: a Unix schedule on weekdays, which AWS counts from 1",
    "cron(0 3 * * ? *)",
    '"30 6 * * 1-5"',
    [at("24:50", "cost.exports.cur2.crawlerSchedule", CRON_RULE, '"30 6 * * 1-5"', "write cron(30 6 ? * 2-6 *)")],
  ],
  [
    "24: a schedule with both day fields",
    "cron(0 3 * * ? *)",
    "cron(0 2 * * * *)",
    [at("24:50", "cost.exports.cur2.crawlerSchedule", DAY_RULE, '"cron(0 2 * * * *)"', "write cron(0 2 * * ? *)")],
  ],
  [
    "24: a schedule with neither day field",
    "cron(0 3 * * ? *)",
    "cron(0 2 ? * ? *)",
    [at("24:50", "cost.exports.cur2.crawlerSchedule", DAY_RULE, '"cron(0 2 ? * ? *)"', "write cron(0 2 * * ? *)")],
  ],
];

describe("bad inputs of the reference list", () => {
  it.each(CASES)("%s", (_what, from, to, expected) => {
    expect(problemsOf(planted(from, to))).toEqual(expected.map((problem) => ({ file: "estate.yaml", ...problem })));
  });
});
