/** A user mends a file in one round: every fault is told at once, in the order of the file, by both ways of loading. */
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { problemText, type Problem } from "../../config/problem";
import { defineEstate } from "../../config/define";
import type { EstateInput } from "../../config/estate";
import { BASE, load, problemsOf, problemsOfObject } from "./support";

const TWELVE_FAULTS = `naem: acme
accounts:
  main: { id: 111122223333, region: eu-west-4 }
  prod: { id: "4444555566", region: eu-central-1, role: arn:aws-cn:iam::444455556666:role/x }
teams:
  platform: { name: Platform, email: nobody }
services:
  checkout: { team: plattform, accounts: [] }
grafana:
  owner: platform
  queryCaching: true
  stack: { existing: { slug: acme, id: "1", url: https://acme.grafana.net } }
cost:
  account: main
  exports: { cur2: { crawlerSchedule: 0 2 * * * } }
  bucket: { infrequentAccessDays: 400, expireDays: 365 }
  budgets:
    all: { monthlyUsd: "4000", team: platform }
`;

const TOLD = [
  'estate.yaml:1:1 naem: unrecognized key "naem". Did you mean "name"?',
  'estate.yaml:3:15 accounts.main.id: must be a quoted 12-digit string; YAML reads an unquoted one as a number and drops a leading zero (got 111122223333). Write "111122223333".',
  'estate.yaml:3:37 accounts.main.region: unknown region (got "eu-west-4"). Did you mean "eu-west-1", "eu-west-2" or "eu-west-3"?',
  'estate.yaml:4:15 accounts.prod.id: must be exactly 12 digits (got "4444555566"). Write the 12 digits in quotes, such as "111122223333".',
  'estate.yaml:4:57 accounts.prod.role: partition aws-cn does not match region eu-central-1, which is in aws (got "arn:aws-cn:iam::444455556666:role/x"). Write arn:aws:iam::444455556666:role/x.',
  'estate.yaml:6:38 teams.platform.email: must be an e-mail address (got "nobody"). Write, for example, team@example.com.',
  'estate.yaml:8:21 services.checkout.team: "plattform" is not declared. Known teams: platform; did you mean "platform"?',
  "estate.yaml:8:42 services.checkout.accounts: must name at least one account (got an empty list). Write at least 1 entry.",
  "estate.yaml:11:17 grafana.queryCaching: is not part of Grafana Cloud's free plan (got true). Remove it, or set grafana.plan to pro or advanced if that is what you pay for.",
  'estate.yaml:15:39 cost.exports.cur2.crawlerSchedule: must be AWS cron with 6 fields in parentheses: cron(minute hour day month weekday year) (got "0 2 * * *"). Write cron(0 2 * * ? *).',
  "estate.yaml:16:35 cost.bucket.infrequentAccessDays: moves to infrequent access after 400 days but is deleted after 365 (got 400). Make infrequentAccessDays less than expireDays.",
  'estate.yaml:18:24 cost.budgets.all.monthlyUsd: must be a number (got "4000"). Write 4000 without quotes.',
];

/** A problem of a file as the same estate has it when it is given as an object. */
const withoutPlace = (problem: Problem): Problem => ({ ...problem, file: "", line: 0, column: 0 });

describe("a file with twelve faults", () => {
  it("is told twelve problems, in the order of the file", () => {
    expect(problemsOf(TWELVE_FAULTS).map(problemText)).toEqual(TOLD);
  });

  it("is told the same of an object, without places", () => {
    expect(problemsOfObject(parse(TWELVE_FAULTS))).toEqual(problemsOf(TWELVE_FAULTS).map(withoutPlace));
  });
});

describe("an estate given as an object", () => {
  it("gives the same config as its YAML", () => {
    expect(defineEstate(parse(BASE) as EstateInput)).toEqual(load(BASE));
  });

  it("takes undefined for a key that is not given", () => {
    const estate = { ...(parse(BASE) as EstateInput), cost: undefined, state: undefined };

    expect(defineEstate(estate)).toEqual(load(BASE.slice(0, BASE.indexOf("cost:"))));
  });

  it("does not change the object that it was given", () => {
    const estate = parse(BASE) as EstateInput;
    const copy = structuredClone(estate);
    defineEstate(estate);

    expect(estate).toEqual(copy);
  });

  it.each([undefined, null, 5, "text", [], () => 1, new Map(), Symbol("x"), 10n])("refuses %o", (estate) => {
    expect(problemsOfObject(estate).length).toBeGreaterThan(0);
  });

  it("refuses an object that holds itself", () => {
    const estate: Record<string, unknown> = { ...(parse(BASE) as object) };
    estate["alerts"] = estate;

    expect(problemsOfObject(estate).map(({ path }) => path)).toContain("alerts.name");
  });
});
