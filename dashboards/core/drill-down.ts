/** A link from one value to the dashboard that tells more about it, with time range and filters taken along. */
import { type DashboardLink, DashboardLinkType } from "@grafana/grafana-foundation-sdk/dashboard";
import { labelOf } from "./labels";

export interface DrillDown {
  readonly title: string;
  /** UID of the dashboard. */
  readonly dashboard: string;
  /** Words for the labels of the series whose value is handed over, each to the variable of that name. @default [] */
  readonly hand?: readonly string[];
  /** Variables of this dashboard handed over as they are. @default [] */
  readonly keep?: readonly string[];
}

/** Where the labels of a value are found: on its series, or in the other cells of its row of a table. */
export type LabelPlace = "series" | "row";

/** The path that Grafana fills in when it is clicked. */
export function drillDownUrl({ dashboard, hand = [], keep = [] }: DrillDown, place: LabelPlace = "series"): string {
  const labels = place === "series" ? "__field.labels" : "__data.fields";
  const handed = hand.map((word) => `var-${word}=\${${labels}.${labelOf(word)}}`);
  const kept = keep.map((name) => `\${${name}:queryparam}`);
  return `/d/${dashboard}?${[...handed, ...kept, "${__url_time_range}"].join("&")}`;
}

/** The link as panels carry it. */
export function drillDownLink(drillDown: DrillDown, place: LabelPlace = "series"): DashboardLink {
  return {
    title: drillDown.title,
    type: DashboardLinkType.Link,
    url: drillDownUrl(drillDown, place),
    icon: "",
    tooltip: "",
    tags: [],
    asDropdown: false,
    targetBlank: false,
    includeVars: false,
    keepTime: false,
  };
}
