/** The allow-list: entries that keep something, and assumptions that the rest of the estate does not contradict. */
import { type Draft, entriesOf, type EstateDraft } from "../draft";
import { didYouMean } from "../nearest";
import type { Finding } from "../problem";
import type { ServiceEcsConfig } from "../sections/service-ecs";
import type { Reference } from "./references";

const PATH = ["telemetry", "allowList"];

export function keptMetricsCount({ telemetry }: EstateDraft): readonly Finding[] {
  const keep = telemetry?.allowList?.keep ?? [];
  return keep.flatMap((entry, index): Finding[] => {
    if (entry === undefined) return [];
    const finding = partOf(entry) ?? coveredBy(entry, index, keep);
    return finding === undefined ? [] : [{ path: [...PATH, "keep", index], ...finding }];
  });
}

/** A collector knows a histogram as one metric: no metric that it meets has such a name. */
function partOf(entry: string): Pick<Finding, "message" | "fix"> | undefined {
  if (!entry.endsWith("_bucket")) return undefined;
  return {
    message: "is a part of a histogram, which collectors keep or drop as a whole",
    fix: `write ${entry.slice(0, -"_bucket".length)}`,
  };
}

function coveredBy(
  entry: string,
  index: number,
  keep: readonly (string | undefined)[],
): Pick<Finding, "message" | "fix"> | undefined {
  if (keep.indexOf(entry) < index) return { message: "stands in the list already", fix: "remove it" };
  const wider = keep.find(
    (other) => other !== undefined && other !== entry && other.endsWith("*") && entry.startsWith(other.slice(0, -1)),
  );
  return wider === undefined ? undefined : { message: `is kept by ${JSON.stringify(wider)} already`, fix: "remove it" };
}

/** What the config says itself is not assumed otherwise. */
export function usageFits(estate: EstateDraft): readonly Finding[] {
  return [...tasksFit(estate), ...rolesExist(estate), ...checksAreRun(estate)];
}

/** Tasks of services that the estate runs are known: one number, or what scaling allows. */
function tasksFit({ telemetry, services }: EstateDraft): readonly Finding[] {
  return entriesOf(telemetry?.allowList?.usage?.services).flatMap(([name, { tasks }]): Finding[] => {
    const ecs = services?.[name]?.ecs;
    const range = tasks === undefined || ecs === undefined ? undefined : tasksOf(ecs);
    if (tasks === undefined || range === undefined || (range.least <= tasks && tasks <= range.most)) return [];
    const { least, most } = range;
    const path = [...PATH, "usage", "services", name, "tasks"];
    return least === most
      ? [{ path, message: `is not what services.${name}.ecs runs: desiredCount is ${String(least)}`, fix: "remove it" }]
      : [
          {
            path,
            message: `is not what services.${name}.ecs scales between`,
            fix: `write ${String(least)} to ${String(most)}`,
          },
        ];
  });
}

function tasksOf(
  ecs: NonNullable<Draft<ServiceEcsConfig>>,
): { readonly least: number; readonly most: number } | undefined {
  const { mode, desiredCount: least, maxCount } = ecs;
  // Who runs a published task definition decides on the count.
  if (mode !== "service" || least === undefined) return undefined;
  return { least, most: Math.max(least, maxCount ?? least) };
}

function rolesExist({ telemetry }: EstateDraft): readonly Finding[] {
  const known = Object.keys(telemetry?.fleet?.roles ?? {});
  return Object.keys(telemetry?.allowList?.usage?.hostsByRole ?? {})
    .filter((role) => !known.includes(role))
    .map((role) => ({
      path: [...PATH, "usage", "hostsByRole", role],
      message: `"${role}" is no role of telemetry.fleet`,
      value: JSON.stringify(role),
      fix: roleFix(role, known),
      atKey: true,
    }));
}

function roleFix(role: string, known: readonly string[]): string {
  if (known.length === 0) return "remove it: there is no fleet";
  const hint = didYouMean(role, known);
  return `known roles: ${known.toSorted().join(", ")}${hint === undefined ? "" : `; ${hint}`}`;
}

function checksAreRun({ telemetry, grafana }: EstateDraft): readonly Finding[] {
  const checks = telemetry?.allowList?.usage?.checks ?? 0;
  if (checks === 0 || grafana?.platform !== "amazon-managed") return [];
  return [
    {
      path: [...PATH, "usage", "checks"],
      message: "are run by Grafana Cloud, and grafana.platform is amazon-managed",
      fix: "remove it",
    },
  ];
}

export function allowListReferences({ telemetry }: EstateDraft): readonly Reference[] {
  return Object.keys(telemetry?.allowList?.usage?.services ?? {}).map((key): Reference => ({
    path: [...PATH, "usage", "services", key],
    section: "services",
    key,
    atKey: true,
  }));
}
