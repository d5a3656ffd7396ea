/** `estate check` on an estate with a service: the same estimate for people and for programs. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { EstateSeries } from "../../stacks";
import { estate, MINIMAL, scratch, type Outcome } from "./support";

const cwd = scratch();
const file = join(cwd, "shop.yaml");

const SHOP = `
services:
  checkout: { team: everyone, accounts: [main] }
telemetry:
  allowList:
    keep: [orders.*]
    usage: { tasks: 1, routes: 10, instrumentation: [http, go], services: { checkout: { logGigabytes: 10 } } }
`;

let people: Outcome;
let series: EstateSeries;

beforeAll(async () => {
  writeFileSync(file, `${readFileSync(MINIMAL, "utf8")}${SHOP}`);
  const [text, json] = await Promise.all([
    estate(["check", "-c", file], { cwd, env: { NO_COLOR: "1" } }),
    estate(["check", "-c", file, "--json"], { cwd }),
  ]);
  expect(json.code).toBe(0);
  people = text;
  ({ series } = JSON.parse(json.stdout) as { readonly series: EstateSeries });
}, 180_000);

describe("the estimate of series", () => {
  it("is in the JSON with everything that it was made from", () => {
    expect(Object.keys(series)).toEqual(["sources", "total", "uncounted", "assumptions", "prices"]);
    expect(series.sources.map(({ name, instances }) => `${name} ${String(instances)}`)).toEqual(["checkout 1"]);
    expect(series.sources[0]?.families.map(({ name }) => name)).toEqual(["http", "go"]);
    expect(series.total.logs).toEqual({ gigabytes: 10, usd: 5 });
    expect(series.assumptions.routes).toBe(10);
    expect(series.prices.map(({ usd }) => usd)).toEqual([6.5, 0.5, 0.5]);
  });

  it("keeps what the dashboards of every estate ask for, and drops what nobody does", () => {
    const http = series.sources[0]?.families[0];
    // 10 routes x 3 statuses x 17, and 2 methods x 3 servers x 3 statuses x 17.
    expect(Number(http?.kept) + Number(http?.dropped)).toBe(510 + 306);
    expect(http?.kept).toBeGreaterThanOrEqual(510);
    expect(series.total.dropped).toBeGreaterThan(0);
  });

  it("is the same for people, between the dashboards and the verdict", () => {
    expect(people.code).toBe(0);
    const lines = people.stdout.trimEnd().split("\n");
    const number = (value: unknown) => Number(value).toLocaleString("en-US");
    const row = lines.find((line) => line.startsWith("checkout "))?.split(/ +/);
    expect(row?.slice(0, 4)).toEqual(["checkout", "1", number(series.total.kept), number(series.total.dropped)]);
    expect(lines.findIndex((line) => line.startsWith("Active series, estimated"))).toBeGreaterThan(0);
    expect(lines).toContain("Logs: 10 GB a month, 5.00 USD.");
    expect(lines).toContain("Traces: how many GB a month is unknown.");
    expect(lines.at(-1)).toMatch(/^No problems in /);
  });
});
