/** Every key that refers to an account, a team or a service must name a declared one. */
import { entriesOf, type EstateDraft } from "../draft";
import { didYouMean } from "../nearest";
import type { Finding } from "../problem";

type Section = "accounts" | "teams" | "services";

interface Reference {
  readonly path: Finding["path"];
  readonly section: Section;
  readonly key: string | undefined;
}

export function referencesResolve(estate: EstateDraft): readonly Finding[] {
  return references(estate).flatMap(({ path, section, key }) => {
    const declared = estate[section];
    if (key === undefined || declared === undefined || Object.hasOwn(declared, key)) return [];
    return [{ path, message: `"${key}" is not declared`, fix: knownFix(section, key, Object.keys(declared)) }];
  });
}

function knownFix(section: Section, key: string, known: readonly string[]): string {
  if (known.length === 0) return `declare it under "${section}"`;
  const hint = didYouMean(key, known);
  return `known ${section}: ${known.toSorted().join(", ")}${hint === undefined ? "" : `; ${hint}`}`;
}

function references({ state, services, grafana, cost, synthetics }: EstateDraft): readonly Reference[] {
  return [
    { path: ["state", "s3", "create", "account"], section: "accounts", key: state?.s3?.create?.account },
    { path: ["grafana", "owner"], section: "teams", key: grafana?.owner },
    { path: ["grafana", "amazonManaged", "account"], section: "accounts", key: grafana?.amazonManaged?.account },
    ...entriesOf(services).flatMap(([name, service]): Reference[] => [
      { path: ["services", name, "team"], section: "teams", key: service.team },
      ...(service.accounts ?? []).map((key, index): Reference => ({
        path: ["services", name, "accounts", index],
        section: "accounts",
        key,
      })),
    ]),
    { path: ["cost", "account"], section: "accounts", key: cost?.account },
    { path: ["cost", "bucket", "account"], section: "accounts", key: cost?.bucket?.account },
    ...entriesOf(cost?.budgets).flatMap(([name, budget]): Reference[] => [
      { path: ["cost", "budgets", name, "account"], section: "accounts", key: budget.account },
      { path: ["cost", "budgets", name, "service"], section: "services", key: budget.service },
      { path: ["cost", "budgets", name, "team"], section: "teams", key: budget.team },
    ]),
    ...entriesOf(synthetics?.webApps).flatMap(([name, app]): Reference[] => [
      { path: ["synthetics", "webApps", name, "team"], section: "teams", key: app.team },
      { path: ["synthetics", "webApps", name, "service"], section: "services", key: app.service },
    ]),
    { path: ["cost", "anomalies", "team"], section: "teams", key: cost?.anomalies?.team },
  ];
}
