/** What a change of the config rolls out: the components that it is about, and no others. */
import { describe, expect, it } from "vitest";
import type { EstateInput } from "../../../../config/estate";
import { resources, type StackJson } from "../../../support/template";
import { bundleDigest, estateWith, FULL, RPM, synthFleet } from "./support";

const { stack } = synthFleet(estateWith(FULL));

function withWeb(web: Partial<(typeof FULL.roles)[string]>) {
  return { ...FULL, roles: { ...FULL.roles, web: { ...FULL.roles["web"], ...web } } };
}

const CASES: readonly (readonly [what: string, change: Partial<EstateInput>, changed: readonly string[]])[] = [
  [
    "of the collector's memory",
    { telemetry: { fleet: FULL, collector: { hostMemoryMegabytes: 300 } } },
    ["database_collector", "web_collector"],
  ],
  ["of the log policy", { telemetry: { fleet: FULL, logs: { redact: [] } } }, ["web_router"]],
  [
    "of one exporter of one role",
    {
      telemetry: {
        fleet: withWeb({ exporters: { ...FULL.roles["web"]?.exporters, process: { programs: ["nginx"] } } }),
      },
    },
    ["web_exporters"],
  ],
  [
    "of which exporters a role has",
    { telemetry: { fleet: withWeb({ exporters: { node: {} } }) } },
    ["web_collector", "web_exporters"],
  ],
  [
    "of a digest",
    {
      telemetry: {
        fleet: { ...FULL, artefacts: { bucket: "smallco-artefacts", sha256: { [RPM]: "f".repeat(64) } } },
      },
    },
    ["web_router"],
  ],
  ["of the schedule", { telemetry: { fleet: { ...FULL, rollout: { everyHours: 6 } } } }, []],
];

describe("a change of the config", () => {
  const before = digests(stack);

  it.each(CASES)("%s changes the digests that it is about, and no others", (_, change, changed) => {
    const after = digests(synthFleet(estateWith(FULL, change)).stack);
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual(changed);
  });

  it("leaves every digest as it is where nothing changes", () => {
    expect(digests(synthFleet(estateWith(FULL)).stack)).toEqual(before);
  });

  it("of the allow-list reaches collectors alone", () => {
    const after = digests(synthFleet(estateWith(FULL), ["node_load5"]).stack);
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual([
      "database_collector",
      "web_collector",
    ]);
  });

  function digests(json: StackJson): Readonly<Record<string, string>> {
    const names = Object.keys(resources(json, "aws_s3_object")).map(
      (name) => /roles_(.+)_bundle/.exec(name)?.[1] ?? "",
    );
    return Object.fromEntries(names.toSorted().map((name) => [name, bundleDigest(json, name)]));
  }
});
