/** A panel with its size, not yet placed and not yet tied to data sources. */
import type { PanelBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import type { DataSourceBinding, DataSourceSet } from "./data-sources";
import type { DashboardQuery } from "./definition";
import type { Sized } from "./grid";
import type { Unit } from "./units";

export type PanelType =
  | "alertlist"
  | "bargauge"
  | "gauge"
  | "heatmap"
  | "logs"
  | "nodeGraph"
  | "stat"
  | "state-timeline"
  | "table"
  | "timeseries";

/** A panel tied to the data sources that there are. */
export interface BoundPanel {
  readonly builder: PanelBuilder;
  readonly queries: readonly DashboardQuery[];
  /** Data sources asked, each once. */
  readonly sources: readonly DataSourceBinding[];
}

export interface PanelCellProps {
  readonly title: string;
  readonly type: PanelType;
  readonly unit: Unit;
  /** Ids of the signals shown. */
  readonly signals: readonly string[];
  readonly bind: (sources: DataSourceSet) => BoundPanel;
  /** Columns, 1-24. */
  readonly width: number;
  /** Units of 30 pixels. */
  readonly height: number;
}

export class PanelCell implements Sized {
  constructor(private readonly props: PanelCellProps) {}

  get title(): string {
    return this.props.title;
  }

  get type(): PanelType {
    return this.props.type;
  }

  get unit(): Unit {
    return this.props.unit;
  }

  get signals(): readonly string[] {
    return this.props.signals;
  }

  get width(): number {
    return this.props.width;
  }

  get height(): number {
    return this.props.height;
  }

  /** The same panel, 1-24 columns wide. */
  w(width: number): PanelCell {
    return new PanelCell({ ...this.props, width });
  }

  /** The same panel, so many units of 30 pixels high. */
  h(height: number): PanelCell {
    return new PanelCell({ ...this.props, height });
  }

  /** The panel over these data sources. Fails if a signal has no query for any of them. */
  bind(sources: DataSourceSet): BoundPanel {
    return this.props.bind(sources);
  }
}
