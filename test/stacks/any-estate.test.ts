/** Whatever estate the config check lets through must synthesise and pass every gate: no false alarms. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { synthesise } from "../../cli/synthesise";
import { defineEstate } from "../../config/define";
import type { EstateInput } from "../../config/estate";

const key = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const region = fc.constantFrom("eu-west-1", "us-east-1", "eu-central-1", "ap-southeast-2");
const catalogue = fc.constantFrom<"projection" | "crawler">("projection", "crawler");
const granularity = fc.constantFrom<"hourly" | "daily" | "monthly">("hourly", "daily", "monthly");

const exports = fc
  .record(
    {
      cur2: fc.record({ catalogue, granularity, resourceIds: fc.boolean(), splitCostAllocation: fc.boolean() }),
      focus: fc.record({ catalogue, granularity }),
      legacyCur: fc.record({ catalogue, granularity, resourceIds: fc.boolean() }),
    },
    { requiredKeys: [] },
  )
  .filter((chosen) => Object.keys(chosen).length > 0);

const estates: fc.Arbitrary<EstateInput> = fc
  .record({
    name: key.filter((name) => name.length > 1),
    main: key,
    team: key,
    service: key,
    region,
    costRegion: region,
  })
  .chain(({ name, main, team, service, region: home, costRegion }) =>
    fc.record({
      name: fc.constant(name),
      accounts: fc.constant({ [main]: { id: "111122223333", region: home } }),
      teams: fc.constant({ [team]: { name: "Team", email: "team@example.com" } }),
      services: fc.constantFrom({}, { [service]: { team, accounts: [main] } }),
      grafana: fc.record({
        platform: fc.constantFrom<"grafana-cloud" | "amazon-managed">("grafana-cloud", "amazon-managed"),
        amazonManaged: fc.constant({ account: main, access: { admins: ["0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"] } }),
        owner: fc.constant(team),
        plan: fc.constantFrom<"pro" | "advanced">("pro", "advanced"),
        queryCaching: fc.boolean(),
        stack: fc.constantFrom<EstateInput["grafana"]["stack"]>(
          { create: { slug: "smallco", region: "prod-eu-west-2" } },
          { existing: { slug: "smallco", id: "123456", url: "https://smallco.grafana.net" } },
        ),
      }),
      cost: fc.record({
        account: fc.constant(main),
        region: fc.constant(costRegion),
        exports,
        bucket: fc.constantFrom({}, { existing: "their-billing-bucket" }),
        teamTag: fc.constantFrom("team", "Team", "cost:team", "owning team"),
        activateTags: fc.boolean(),
        budgets: fc.constantFrom({}, { all: { monthlyUsd: 0.5, team } }),
      }),
    }),
  );

describe("any estate that is taken", () => {
  it("synthesises and passes every gate", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(estates, (input) => {
        const synthesis = synthesise(defineEstate(input));
        expect(synthesis.stacks.map(({ name }) => name)).toEqual(["estate"]);
      }),
      { numRuns: 25, seed: 3 },
    );
  });
});
