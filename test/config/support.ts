/** Estates for the tests of the loader: written to a file of their own, since places in files are what is tested. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineEstate } from "../../config/define";
import type { EstateConfig, EstateInput } from "../../config/estate";
import { loadEstate } from "../../config/load";
import { EstateError, type Problem } from "../../config/problem";

/** A valid estate in which each fault can be planted by replacing one text. */
export const BASE = `name: acme
accounts:
  main: { id: "111122223333", region: eu-west-1 }
  prod:
    id: "444455556666"
    region: eu-central-1
    role: arn:aws:iam::444455556666:role/estate-apply
    network:
      eu-central-1:
        existing: { vpcId: vpc-0123456789abcdef0, privateSubnetIds: [subnet-0123456789abcdef0] }
teams:
  platform: { name: Platform, email: platform@example.com, timezone: Europe/Berlin }
  payments: { name: Payments, email: payments@example.com }
services:
  checkout: { team: payments, accounts: [prod] }
grafana:
  owner: platform
  plan: pro
  queryCaching: true
  stack: { existing: { slug: acme, id: "123456", url: https://acme.grafana.net } }
cost:
  account: main
  exports:
    cur2: { catalogue: crawler, crawlerSchedule: cron(0 3 * * ? *) }
    legacyCur: { name: legacy }
  bucket: { infrequentAccessDays: 90, expireDays: 400 }
  budgets:
    all: { monthlyUsd: 4000, team: platform }
`;

/** The base with one text replaced; fails when the text is not in it exactly once. */
export function planted(from: string, to: string): string {
  if (BASE.split(from).length !== 2) throw new Error(`the base holds ${JSON.stringify(from)} not exactly once`);
  return BASE.replace(from, () => to);
}

/** Loads a text as the file `estate.yaml`. */
export function load(content: string | Buffer): EstateConfig {
  const folder = mkdtempSync(join(tmpdir(), "estate-"));
  try {
    const file = join(folder, "estate.yaml");
    writeFileSync(file, content);
    return loadEstate(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The problems of a text, with the file named as a user in its folder would. */
export function problemsOf(content: string | Buffer): readonly Problem[] {
  return problemsIn(() => load(content)).map((problem) => ({ ...problem, file: "estate.yaml" }));
}

/** The problems of an estate given as an object, of any type. */
export function problemsOfObject(estate: unknown): readonly Problem[] {
  return problemsIn(() => defineEstate(estate as EstateInput));
}

/** What is thrown is an `EstateError`, or the test fails with it. */
export function problemsIn(run: () => unknown): readonly Problem[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof EstateError) return error.problems;
    throw error;
  }
}
