/**
 * Trivy over both renditions of one synth: nothing HIGH or CRITICAL, and a fault that is seeded is found.
 * It reads HCL well and cdktf's JSON badly, so the JSON's false alarms and blind spots are lists that are asserted.
 */
import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { synthesise } from "../../cli/synthesise";
import { loadEstate } from "../../config/load";
import { renderHcl } from "../../rendition";
import type { JsonObject } from "../../rendition";
import { loadSchemas } from "../../schemas/load";
import { ALL_SEVERITIES, GATE, scan } from "./support/trivy";
import type { Finding, Scan } from "./support/trivy";
import { estateSeeds, SEEDED_TYPES } from "./support/trivy-estate-seeds";
import { ACCEPTED, BLIND_IN_HCL, BLIND_IN_JSON, FALSE_ALARMS_IN_JSON } from "./support/trivy-known";
import { SEEDED_MODULES } from "./support/trivy-modules";
import { faultName, seeded } from "./support/trivy-seed";
import type { Seed, SeededModule } from "./support/trivy-seed";

const RENDITIONS = {
  hcl: (document: JsonObject) => ({ file: "main.tf", text: renderHcl(document, loadSchemas()) }),
  json: (document: JsonObject) => ({ file: "cdk.tf.json", text: JSON.stringify(document, null, 2) }),
} as const;

type Rendition = keyof typeof RENDITIONS;

/** Estates that are also seeded: together they have every type of resource. */
const SEEDED_ESTATES: readonly string[] = ["estate.yaml", "examples/amazon-managed.yaml"];

/** Stacks of the showcase and of every example. */
const ESTATES = ["estate.yaml", ...readdirSync("examples").map((file) => `examples/${file}`)];

/** A module as synthesised and one copy for each fault, by folder name. */
interface Trial {
  readonly group: string;
  readonly module: string;
  readonly fault: string;
  readonly seeds: readonly Seed[];
  readonly document: JsonObject;
  readonly folder: string;
}

let stacks: readonly (SeededModule & { readonly estate: string })[];
let trials: readonly Trial[];
const scans = new Map<Rendition, Scan>();

beforeAll(async () => {
  stacks = ESTATES.flatMap(stacksOf);
  const shown = stacks.filter(({ estate }) => SEEDED_ESTATES.includes(estate));
  trials = [...shown.flatMap((stack) => trialsOf(stack, "estate")), ...SEEDED_MODULES.flatMap((one) => trialsOf(one))];
  for (const rendition of ["hcl", "json"] as const) {
    scans.set(rendition, await scan(filesOf(rendition), ALL_SEVERITIES));
  }
});

function stacksOf(estate: string) {
  const synthesis = synthesise(loadEstate(estate));
  return synthesis.stacks.map(({ name, text }) => {
    const document = JSON.parse(text) as JsonObject;
    return { estate, name: `${estate.replaceAll(/\W/g, "-")}-${name}`, document, seeds: estateSeeds(document) };
  });
}

function trialsOf({ name, document, seeds }: SeededModule, group = name): Trial[] {
  return [...new Set(seeds.map(faultName))].map((fault, index) => {
    const same = seeds.filter((seed) => faultName(seed) === fault);
    const folder = `${name}-fault-${String(index)}`;
    return { group, module: name, fault, seeds: same, document: same.reduce(seeded, document), folder };
  });
}

function filesOf(rendition: Rendition): Record<string, string> {
  const whole = [...stacks, ...SEEDED_MODULES].map(({ name, document }) => ({ folder: name, document }));
  return Object.fromEntries(
    [...whole, ...trials].map(({ folder, document }) => {
      const { file, text } = RENDITIONS[rendition](document);
      return [`${folder}/${file}`, text];
    }),
  );
}

function found(rendition: Rendition, folder: string): readonly Finding[] {
  const all = scans.get(rendition)?.findings ?? [];
  return all.filter(({ file }) => file.startsWith(`${folder}/`));
}

/** Found in the copy with the fault, and not already in the module without it. */
function isDetected(rendition: Rendition, { module, folder }: Trial, { check, resource }: Seed): boolean {
  const names = (finding: Finding) => finding.check === check && finding.resource === resource;
  return found(rendition, folder).some(names) && !found(rendition, module).some(names);
}

const key = ({ check, resource }: Pick<Finding, "check" | "resource">) => `${check} ${resource.split(".")[0] ?? ""}`;

/** What stops a change in a stack of ours, with the stack. */
function gateFindings(rendition: Rendition): readonly (Finding & { readonly stack: string })[] {
  return stacks.flatMap(({ name }) =>
    found(rendition, name)
      .filter(({ severity }) => GATE.some((one) => one === severity))
      .map((finding) => ({ ...finding, stack: name })),
  );
}

describe("every estate", () => {
  it.each(["hcl", "json"] as const)("is really scanned, as %s", (rendition) => {
    const checks = scans.get(rendition)?.checks ?? new Set();
    expect(checks.size).toBeGreaterThan(80);
    const seededChecks = new Set(trials.flatMap(({ seeds }) => seeds.map(({ check }) => check)));
    expect([...seededChecks].filter((check) => !checks.has(check))).toEqual([]);
  });

  it("has nothing HIGH or CRITICAL in its HCL rendition, but for what is accepted at one place", () => {
    const places = ACCEPTED.map(({ check, resource }) => `${check} ${resource}`);
    const raised = gateFindings("hcl");
    expect(raised.filter(({ check, resource }) => !places.includes(`${check} ${resource}`))).toEqual([]);
    const stale = places.filter((place) => !raised.some(({ check, resource }) => place === `${check} ${resource}`));
    expect(stale).toEqual([]);
  });

  it("has nothing HIGH or CRITICAL in its JSON, but for false alarms on the list", () => {
    const allowed = new Set(FALSE_ALARMS_IN_JSON.map(({ check, type }) => `${check} ${type}`));
    expect(gateFindings("json").filter((finding) => !allowed.has(key(finding)))).toEqual([]);
  });

  it("has no line in the list of false alarms that is no longer needed", () => {
    const raised = new Set(gateFindings("json").map(key));
    expect(FALSE_ALARMS_IN_JSON.filter(({ check, type }) => !raised.has(`${check} ${type}`))).toEqual([]);
  });

  it("has every false alarm proved false: with the control taken away, the HCL rendition is refused", () => {
    const proved = new Set(
      trials.flatMap((trial) =>
        trial.seeds
          .filter((seed) => isDetected("hcl", trial, seed))
          .map(({ check, guards }) => `${trial.module} ${check} ${guards ?? ""}`),
      ),
    );
    const shown = gateFindings("json").filter(({ stack }) => trials.some(({ module }) => module === stack));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter(({ stack, check, resource }) => !proved.has(`${stack} ${check} ${resource}`))).toEqual([]);
  });
});

describe("seeded faults", () => {
  it("start from small modules that are in order", () => {
    expect(SEEDED_MODULES.flatMap(({ name }) => found("hcl", name))).toEqual([]);
  });

  it("are seeded into the estate itself wherever it has the like", () => {
    const types = new Set(stacks.flatMap(({ document }) => Object.keys((document["resource"] ?? {}) as JsonObject)));
    const small = SEEDED_MODULES.flatMap(({ seeds }) => seeds.map(({ path }) => String(path[1])));
    expect([...new Set(small)].filter((type) => types.has(type) && !SEEDED_TYPES.has(type))).toEqual([]);
  });

  it.each([
    ["hcl", BLIND_IN_HCL],
    ["json", BLIND_IN_JSON],
  ] as const)("are all found, with the resource named, but for a known list, as %s", (rendition, blind) => {
    const outcomes = trials.flatMap((trial) =>
      trial.seeds.map((seed) => ({
        fault: `${trial.group}: ${trial.fault}`,
        isFound: isDetected(rendition, trial, seed),
      })),
    );
    const detected = outcomes.filter(({ isFound }) => isFound);
    console.info(`Trivy, ${rendition}: ${String(detected.length)} of ${String(outcomes.length)} seeded faults found`);
    const missed = outcomes.filter(({ isFound }) => !isFound).map(({ fault }) => fault);
    expect([...new Set(missed)].toSorted()).toEqual(blind.toSorted());
    expect(detected.filter(({ fault }) => blind.includes(fault))).toEqual([]);
  });
});
