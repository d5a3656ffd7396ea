/** Every key that refers to an account, a team or a service must name a declared one. */
import { entriesOf, type EstateDraft } from "../draft";
import { didYouMean } from "../nearest";
import type { Finding } from "../problem";
import { GIVEN_DESTINATIONS } from "../sections/destinations";
import { ecsReferences } from "./ecs-references";
import { fleetReferences } from "./fleet-references";
import { allowListReferences } from "./telemetry-allow-list";

type Section = "accounts" | "teams" | "services";

export interface Reference {
  readonly path: Finding["path"];
  readonly section: Section;
  readonly key: string | undefined;
  /** True where the reference is itself a key of a mapping. */
  readonly atKey?: boolean;
}

export function referencesResolve(estate: EstateDraft): readonly Finding[] {
  return references(estate).flatMap(({ path, section, key, atKey = false }): Finding[] => {
    const declared = estate[section];
    if (key === undefined || declared === undefined || Object.hasOwn(declared, key)) return [];
    const fix = knownFix(section, key, Object.keys(declared));
    const finding = { path, message: `"${key}" is not declared`, fix };
    return [atKey ? { ...finding, value: JSON.stringify(key), atKey } : finding];
  });
}

function knownFix(section: Section, key: string, known: readonly string[]): string {
  if (known.length === 0) return `declare it under "${section}"`;
  const hint = didYouMean(key, known);
  return `known ${section}: ${known.toSorted().join(", ")}${hint === undefined ? "" : `; ${hint}`}`;
}

function references(estate: EstateDraft): readonly Reference[] {
  const { state, services, teams, grafana, cost, synthetics, destinations } = estate;
  return [
    ...ecsReferences(estate),
    ...fleetReferences(estate),
    ...allowListReferences(estate),
    { path: ["state", "s3", "create", "account"], section: "accounts", key: state?.s3?.create?.account },
    { path: ["grafana", "owner"], section: "teams", key: grafana?.owner },
    { path: ["grafana", "amazonManaged", "account"], section: "accounts", key: grafana?.amazonManaged?.account },
    ...destinationReferences(destinations),
    ...cloudWatchReferences(estate.telemetry),
    ...accessReferences(grafana?.access),
    ...peopleReferences(grafana),
    ...dataSourceReferences(grafana?.dataSources),
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
    ...entriesOf(teams).map(([name, team]): Reference => {
      return { path: ["teams", name, "onCall", "fallback"], section: "teams", key: team.onCall?.fallback };
    }),
    ...entriesOf(synthetics?.webApps).flatMap(([name, app]): Reference[] => [
      { path: ["synthetics", "webApps", name, "team"], section: "teams", key: app.team },
      { path: ["synthetics", "webApps", name, "service"], section: "services", key: app.service },
    ]),
    { path: ["cost", "anomalies", "team"], section: "teams", key: cost?.anomalies?.team },
  ];
}

function cloudWatchReferences(telemetry: EstateDraft["telemetry"]): readonly Reference[] {
  const path = ["telemetry", "cloudwatch"];
  const { accounts, logs } = telemetry?.cloudwatch ?? {};
  const at = (where: Finding["path"], keys: readonly (string | undefined)[] | undefined) =>
    (keys ?? []).map((key, index): Reference => ({ path: [...where, index], section: "accounts", key }));
  return [...at([...path, "accounts"], accounts), ...at([...path, "logs", "accounts"], logs?.accounts)];
}

function destinationReferences(destinations: EstateDraft["destinations"]): readonly Reference[] {
  const workspace = ["destinations", "amazonPrometheus", "account"];
  return [
    { path: workspace, section: "accounts", key: destinations?.amazonPrometheus?.account },
    ...GIVEN_DESTINATIONS.flatMap((store) =>
      Object.keys(destinations?.[store]?.secrets ?? {}).map((key): Reference => ({
        path: ["destinations", store, "secrets", key],
        section: "accounts",
        key,
        atKey: true,
      })),
    ),
  ];
}

function accessReferences(access: NonNullable<EstateDraft["grafana"]>["access"]): readonly Reference[] {
  const path = ["grafana", "access"];
  const kept = (section: string, [name, { account: key }]: [string, { readonly account?: string | undefined }]) => ({
    path: [...path, section, name, "account"],
    section: "accounts" as const,
    key,
  });
  return [
    ...(access?.accounts ?? []).map((key, index): Reference => ({
      path: [...path, "accounts", index],
      section: "accounts",
      key,
    })),
    ...entriesOf(access?.serviceAccounts).map((entry) => kept("serviceAccounts", entry)),
    ...entriesOf(access?.policies).map((entry) => kept("policies", entry)),
  ];
}

/** Teams that edit folders or are filled by groups, and accounts at the end of private ways. */
function peopleReferences(grafana: EstateDraft["grafana"]): readonly Reference[] {
  const account = grafana?.privateConnectivity?.account;
  return [
    ...entriesOf(grafana?.folders).flatMap(([title, folder]) =>
      (folder.editors ?? []).map((key, index): Reference => ({
        path: ["grafana", "folders", title, "editors", index],
        section: "teams",
        key,
      })),
    ),
    ...Object.keys(grafana?.sso?.teams ?? {}).map((key): Reference => ({
      path: ["grafana", "sso", "teams", key],
      section: "teams",
      key,
      atKey: true,
    })),
    { path: ["grafana", "privateConnectivity", "account"], section: "accounts", key: account },
    ...(grafana?.privateLink?.accounts ?? []).map((key, index): Reference => ({
      path: ["grafana", "privateLink", "accounts", index],
      section: "accounts",
      key,
    })),
  ];
}

function dataSourceReferences(sources: NonNullable<EstateDraft["grafana"]>["dataSources"]): readonly Reference[] {
  const at = (...path: readonly (string | number)[]) => ["grafana", "dataSources", ...path];
  return [
    ...(sources?.cloudwatch?.accounts ?? []).map((key, index): Reference => ({
      path: at("cloudwatch", "accounts", index),
      section: "accounts",
      key,
    })),
    ...(["xray", "securityLake"] as const).map((name): Reference => ({
      path: at(name, "account"),
      section: "accounts",
      key: sources?.[name]?.account,
    })),
    {
      path: at("cloudwatch", "monitoringAccount"),
      section: "accounts",
      key: sources?.cloudwatch?.monitoringAccount,
    },
  ];
}
