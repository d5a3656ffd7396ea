/** Colours, line weights and panel sizes. Nothing else in `dashboards/` names a colour or a width in pixels. */

/** Semantic colours, as Grafana names them, so that both of its themes render them well. */
export const COLOURS = { good: "green", warn: "orange", bad: "red", neutral: "text" } as const;

/** How series are drawn. */
export const LINE = { width: 1, fillOpacity: 25, barOpacity: 80 } as const;

/** Columns of Grafana's grid. */
export const GRID_COLUMNS = 24;

/** Heights in grid units of 30 pixels. */
export const HEIGHT = { stat: 4, chart: 8, table: 9, row: 1 } as const;
