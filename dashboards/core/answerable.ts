/** Panels that are there only if some data source can answer. */
import type { DataSourceKind, DataSourceSet } from "./data-sources";
import type { PanelCell } from "./panel-cell";
import { kindsFor } from "./query/query";
import type { Signal } from "./signal";

/** Kinds of data source that can answer a signal, in the order in which they are asked. */
export function answeringKinds({ query, elsewhere = [] }: Pick<Signal, "query" | "elsewhere">): DataSourceKind[] {
  return [...new Set([query, ...elsewhere].flatMap(kindsFor))];
}

export function isAnswerable(signal: Pick<Signal, "query" | "elsewhere">, sources: DataSourceSet): boolean {
  return answeringKinds(signal).some((kind) => sources[kind] !== undefined);
}

/** The panel of a signal, none where nothing can answer it. */
export function ifAnswerable(
  sources: DataSourceSet,
  signal: Signal,
  panel: (signal: Signal) => PanelCell,
): readonly PanelCell[] {
  return isAnswerable(signal, sources) ? [panel(signal)] : [];
}
