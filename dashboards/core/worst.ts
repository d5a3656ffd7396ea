/** One number for many series: the worst of their last values. CloudWatch cannot be asked for it. */
import { PanelCell } from "./panel-cell";
import { stat, type Together } from "./panels";
import type { Signal } from "./signal";

/** What Grafana calls the column that its reducer `lastNotNull` makes. */
const LAST = "Last *";

/** The worst series alone: the largest, or the least where little is bad. */
export function worst(signal: Signal, texts: Together = {}): PanelCell {
  const cell = stat(signal, texts);
  const { judgement } = signal;
  const calc = "warnBelow" in judgement ? "min" : "max";
  return new PanelCell({
    title: cell.title,
    type: cell.type,
    unit: cell.unit,
    signals: cell.signals,
    width: cell.width,
    height: cell.height,
    bind: (sources) => {
      const bound = cell.bind(sources);
      bound.builder
        .transformations([
          { id: "reduce", options: { mode: "seriesToRows", includeTimeField: false, reducers: ["lastNotNull"] } },
        ])
        .options({
          reduceOptions: { values: false, calcs: [calc], fields: `/^${LAST.replace("*", String.raw`\*`)}$/` },
        });
      return bound;
    },
  });
}
