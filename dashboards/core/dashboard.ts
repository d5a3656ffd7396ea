/** Assembles a dashboard from rows of panels. */
import {
  type Dashboard,
  DashboardBuilder,
  DashboardLinkBuilder,
  DashboardLinkType,
  type VariableModel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { DashboardDefinition, DataSourceUse } from "./definition";
import { layout, type PlacedRow, type Row } from "./grid";
import type { PanelCell } from "./panels";
import { dataSourceVariable } from "./variables";

export interface DashboardProps {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly folder: string;
  readonly tags: readonly string[];
  readonly file: string;
  readonly dataSource: DataSourceUse;
  readonly variables: readonly VariableModel[];
  readonly rows: readonly Row<PanelCell>[];
  /** Time range at opening, as Grafana writes it: `now-35d`. */
  readonly from: string;
}

/** Tag by which all dashboards of the estate link to each other. */
const ESTATE_TAG = "estate";

export function dashboard(props: DashboardProps): DashboardDefinition {
  const cells = props.rows.flatMap((row) => row.cells);
  const text = JSON.stringify(build(props));
  return {
    uid: props.uid,
    title: props.title,
    folder: props.folder,
    tags: allTags(props),
    file: props.file,
    panels: cells.map(({ signal, type }) => ({ title: signal.name, type, unit: signal.unit })),
    queries: cells.map(({ signal }) => ({
      panel: signal.name,
      dataSource: props.dataSource.uid,
      language: signal.query.language,
      text: signal.query.sql,
    })),
    dataSources: [props.dataSource],
    model: JSON.parse(text) as Dashboard,
    json: () => text,
  };
}

function build(props: DashboardProps): Dashboard {
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
  for (const variable of [dataSourceVariable(props.dataSource), ...props.variables])
    builder.withVariable({ build: () => variable });
  return { ...builder.build(), panels: layout(props.rows).flatMap(rowPanels) };
}

/** A row's header and panels. Neither gets an id: Grafana numbers them itself and the provider strips the numbers. */
function rowPanels({ title, position, cells }: PlacedRow<PanelCell>): NonNullable<Dashboard["panels"]> {
  const header = { type: "row", title, collapsed: false, gridPos: position, panels: [] };
  return [
    header,
    ...cells.map(({ cell, position: gridPos }) => cell.builder().gridPos(gridPos).build()),
  ] as NonNullable<Dashboard["panels"]>;
}

function allTags({ tags }: DashboardProps): string[] {
  return [ESTATE_TAG, ...tags];
}
