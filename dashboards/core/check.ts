/**
 * Static checks over finished dashboards, in the shape in which all problems of an estate are told.
 * They read the JSON model, not our own descriptions of it, so that a dashboard made elsewhere is judged the same.
 */
import type {
  Dashboard,
  DataSourceRef,
  Panel,
  RowPanel,
  VariableModel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { pathText, type Problem } from "../../config/problem";
import type { DashboardDefinition } from "./definition";
import { MIXED } from "./panel-base";

/** What a dashboard may refer to. */
export interface KnownNames {
  readonly dataSourceUids: readonly string[];
}

/** Panels that ask Grafana itself. */
const QUERYLESS: ReadonlySet<string> = new Set(["alertlist"]);

const UID = /^[A-Za-z0-9_-]{1,40}$/;

/** Every problem of the dashboards given, all at once. */
export function checkDashboards(definitions: readonly DashboardDefinition[], known: KnownNames): Problem[] {
  return [
    ...duplicateUids(definitions),
    ...definitions.flatMap((definition) => [
      ...uidProblems(definition),
      ...dashboardPanels(definition.model).flatMap((panel) => panelProblems(definition, panel, known)),
    ]),
  ];
}

/** Panels of a model in reading order, those in collapsed rows included, rows themselves left out. */
export function dashboardPanels(model: Dashboard): Panel[] {
  return (model.panels ?? []).flatMap((entry) => (isRow(entry) ? entry.panels : [entry]));
}

/** The data source UID that a reference stands for; a template variable stands for its default. */
export function resolveDataSource(model: Dashboard, uid: string): string {
  const name = /^\$\{(\w+)\}$/.exec(uid)?.[1];
  if (name === undefined) return uid;
  const variable = (model.templating.list ?? []).find((candidate) => candidate.name === name);
  return variable === undefined ? uid : defaultOf(variable);
}

/** References to data sources of a panel and its queries, resolved. */
export function panelDataSources(model: Dashboard, panel: Panel): string[] {
  const references = [panel.datasource, ...(panel.targets ?? []).map(targetDataSource)];
  const uids = references.flatMap((reference) => (reference?.uid === undefined ? [] : [reference.uid]));
  return [...new Set(uids.map((uid) => resolveDataSource(model, uid)))];
}

function duplicateUids(definitions: readonly DashboardDefinition[]): Problem[] {
  return definitions.flatMap((definition, index) => {
    const first = definitions.findIndex(({ uid }) => uid === definition.uid);
    const earlier = definitions[first];
    if (earlier === undefined || first === index) return [];
    return [
      problem(
        definition,
        [],
        `uid "${definition.uid}" used by ${earlier.file} and ${definition.file}`,
        "",
        "Rename one of them.",
      ),
    ];
  });
}

function uidProblems(definition: DashboardDefinition): Problem[] {
  if (UID.test(definition.uid)) return [];
  const { length } = definition.uid;
  const message =
    length > 40
      ? `uid must be at most 40 characters, this one has ${String(length)}`
      : "uid must be 1-40 letters, digits, hyphens and underscores";
  return [
    problem(definition, [], message, `"${definition.uid}"`, "Choose a shorter, plain one; it is part of every link."),
  ];
}

function panelProblems(definition: DashboardDefinition, panel: Panel, known: KnownNames): Problem[] {
  const title = panel.title ?? "";
  const where = [title === "" ? `panel at ${gridText(panel)}` : title];
  const missing = (what: string, fix: string): Problem => problem(definition, where, `panel has no ${what}`, "", fix);
  return [
    ...(title === "" ? [missing("title", "Say in a few words what it shows.")] : []),
    ...((panel.description ?? "") === ""
      ? [missing("description", "Say what it counts and what to do when it is off.")]
      : []),
    ...((panel.fieldConfig?.defaults.unit ?? "") === ""
      ? [missing("unit", "Give a Grafana unit id, such as currencyUSD.")]
      : []),
    ...((panel.targets ?? []).length === 0 && !QUERYLESS.has(panel.type)
      ? [missing("query", "Give it a query or take it out.")]
      : []),
    ...dataSourceProblems(definition, panel, where, known),
  ];
}

function dataSourceProblems(
  { model, ...definition }: DashboardDefinition,
  panel: Panel,
  where: readonly string[],
  { dataSourceUids }: KnownNames,
): Problem[] {
  if (QUERYLESS.has(panel.type)) return [];
  const used = panelDataSources(model, panel).filter((uid) => uid !== MIXED.uid);
  if (used.length === 0) return [problem(definition, where, "panel has no data source", "", "Name one.")];
  return used
    .filter((uid) => !dataSourceUids.includes(uid))
    .map((uid) =>
      problem(
        definition,
        where,
        `datasource "${uid}" unknown; known: ${dataSourceUids.join(", ")}`,
        `"${uid}"`,
        "Use one of those.",
      ),
    );
}

function problem(
  { uid, file }: Pick<DashboardDefinition, "uid" | "file">,
  where: readonly string[],
  message: string,
  value: string,
  fix: string,
): Problem {
  return { file, line: 0, column: 0, path: pathText(["dashboards", uid, ...where]), message, value, fix };
}

function gridText({ gridPos }: Panel): string {
  return gridPos === undefined ? "an unknown place" : `x=${String(gridPos.x)} y=${String(gridPos.y)}`;
}

function defaultOf({ current }: VariableModel): string {
  const value = current?.value ?? "";
  return typeof value === "string" ? value : value.join(",");
}

function isRow(entry: Panel | RowPanel): entry is RowPanel {
  return entry.type === "row";
}

/** The SDK's common query type leaves the data source to each query language. */
function targetDataSource(target: object): DataSourceRef | undefined {
  return "datasource" in target ? (target.datasource as DataSourceRef) : undefined;
}
