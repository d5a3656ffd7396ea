/** Logs explorer: how many lines, how bad, what the errors say, and the lines themselves. */
import { ifAnswerable, isAnswerable } from "./core/answerable";
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { row } from "./core/grid";
import { logLines, type PanelCell, stat, table, timeSeries } from "./core/panels";
import type { Signal } from "./core/signal";
import { type EstateScope, textVariable } from "./core/variables";
import { serviceVariables } from "./service-variables";
import type { LineChoice } from "./signals/log-lines";
import * as logs from "./signals/logs";
import { lostRecords } from "./signals/lost-telemetry";

export const LOGS_UID = "logs";

/** Variable with words that a line must hold. */
const SEARCH = "search";

/** What is shown if a store of logs can be asked, which on Grafana Cloud there always is. */
export function linesOfLogs({ services }: Pick<EstateScope, "services">): readonly Signal[] {
  return SHOWN.map((signal) => signal({ services, search: SEARCH }));
}

export function logDashboards(scope: EstateScope): DashboardDefinition[] {
  const { sources, services } = scope;
  const shown = linesOfLogs(scope);
  const cells = (panel: (signal: Signal) => PanelCell, ...signals: readonly ((choice: LineChoice) => Signal)[]) =>
    signals.flatMap((signal) => ifAnswerable(sources, signal({ services, search: SEARCH }), panel));
  return [
    dashboard({
      uid: LOGS_UID,
      title: "Logs explorer",
      description: "Log lines of services: how many, how bad, what the errors say, and the lines themselves.",
      folder: "Services",
      tags: ["logs"],
      file: "dashboards/logs.ts",
      from: "now-1h",
      sources,
      variables: [
        ...serviceVariables(scope, shown),
        ...(shown.some((signal) => isAnswerable(signal, sources)) ? [search()] : []),
      ],
      rows: [
        row("Is it fine?", [
          ...cells(
            (signal) => stat(signal, { sparkline: true }).w(5),
            logs.fatalLines,
            logs.errorLines,
            logs.warningLines,
            logs.allLines,
          ),
          stat(lostRecords, { sparkline: true }).w(4),
        ]),
        row("Errors", [
          ...cells((signal) => timeSeries(signal, { stacked: true }).w(12), logs.errorsByService),
          ...cells((signal) => table(signal).w(12), logs.errorPatterns),
          ...cells(logLines, logs.errorReading),
        ]),
        row(
          "Volume",
          cells((signal) => timeSeries(signal, { stacked: true }).w(12), logs.linesByService, logs.linesBySeverity),
        ),
        row("Lines", cells(logLines, logs.lineReading)),
      ],
    }),
  ];
}

const SHOWN: readonly ((choice: LineChoice) => Signal)[] = [
  logs.fatalLines,
  logs.errorLines,
  logs.warningLines,
  logs.allLines,
  logs.errorsByService,
  logs.errorPatterns,
  logs.errorReading,
  logs.linesByService,
  logs.linesBySeverity,
  logs.lineReading,
];

function search() {
  return textVariable(SEARCH, "Search", "Words that a line must hold, in any case; empty shows all lines.");
}
