/** Assembles a dashboard from rows of panels. */
import {
  type Dashboard,
  DashboardBuilder,
  DashboardLinkBuilder,
  DashboardLinkType,
  type VariableModel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { DataSourceBinding, DataSourceSet } from "./data-sources";
import type { DashboardDefinition } from "./definition";
import { layout, type PlacedRow, type Row } from "./grid";
import type { BoundPanel, PanelCell } from "./panel-cell";
import { variableMetrics } from "./variable-metrics";
import { dataSourceVariable } from "./variables";

export interface DashboardProps {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly folder: string;
  readonly tags: readonly string[];
  readonly file: string;
  /** The data sources that there are; those used become variables. */
  readonly sources: DataSourceSet;
  readonly variables: readonly VariableModel[];
  readonly rows: readonly Row<PanelCell>[];
  /** Time range at opening, as Grafana writes it: `now-35d`. */
  readonly from: string;
  /** How often it asks again while it is open, such as `1m`. @default - only when asked */
  readonly refresh?: string;
}

/** Tag by which all dashboards of the estate link to each other. */
const ESTATE_TAG = "estate";

export function dashboard(props: DashboardProps): DashboardDefinition {
  const cells = props.rows.flatMap((row) => row.cells);
  const panels = new Map(cells.map((cell) => [cell, cell.bind(props.sources)]));
  const bound = [...panels.values()];
  const sources = usedSources(bound, props);
  const text = JSON.stringify(build(props, panels, sources));
  return {
    uid: props.uid,
    title: props.title,
    folder: props.folder,
    tags: allTags(props),
    file: props.file,
    panels: cells.map(({ title, type, unit }) => ({ title, type, unit })),
    queries: bound.flatMap(({ queries }) => queries),
    dataSources: sources.map(({ uid, type }) => ({ uid, type })),
    variableMetrics: props.variables.flatMap(variableMetrics),
    signals: [...new Set(cells.flatMap(({ signals }) => signals))],
    model: JSON.parse(text) as Dashboard,
    json: () => text,
  };
}

function build(
  props: DashboardProps,
  panels: ReadonlyMap<PanelCell, BoundPanel>,
  sources: readonly DataSourceBinding[],
): Dashboard {
  const builder = new DashboardBuilder(props.title)
    .uid(props.uid)
    .description(props.description)
    .tags(allTags(props))
    .timezone("utc")
    .time({ from: props.from, to: "now" })
    .readonly()
    .link(
      new DashboardLinkBuilder("Estate")
        .type(DashboardLinkType.Dashboards)
        .tags([ESTATE_TAG])
        .asDropdown(true)
        .includeVars(false)
        .keepTime(true),
    );
  if (props.refresh !== undefined) builder.refresh(props.refresh);
  for (const variable of [...sources.map(dataSourceVariable), ...props.variables])
    builder.withVariable({ build: () => variable });
  return { ...builder.build(), panels: layout(props.rows).flatMap((row) => rowPanels(row, panels)) };
}

/** A row's header and panels. Neither gets an id: Grafana numbers them itself and the provider strips the numbers. */
function rowPanels(
  { title, position, cells }: PlacedRow<PanelCell>,
  panels: ReadonlyMap<PanelCell, BoundPanel>,
): NonNullable<Dashboard["panels"]> {
  const header = { type: "row", title, collapsed: false, gridPos: position, panels: [] };
  return [
    header,
    ...cells.map(({ cell, position: gridPos }) => panels.get(cell)?.builder.gridPos(gridPos).build()),
  ] as NonNullable<Dashboard["panels"]>;
}

/** Data sources of panels and of variables that read labels, each once, in order of appearance. */
function usedSources(bound: readonly BoundPanel[], { sources, variables }: DashboardProps): DataSourceBinding[] {
  const asked = new Set(bound.flatMap((panel) => panel.sources));
  const references = new Set(variables.map(({ datasource }) => datasource?.uid));
  const byVariables = Object.values(sources).filter(({ variable }) => references.has(`\${${variable}}`));
  return [...new Set([...asked, ...byVariables])];
}

function allTags({ tags }: DashboardProps): string[] {
  return [ESTATE_TAG, ...tags];
}
