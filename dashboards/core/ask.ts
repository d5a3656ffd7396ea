/** Which of a signal's queries is asked, and of which data source. */
import type { DataSourceBinding, DataSourceSet } from "./data-sources";
import { kindsFor, type Query } from "./query/query";
import type { Signal } from "./signal";

export interface Asked {
  readonly query: Query;
  readonly source: DataSourceBinding;
}

/** The first of a signal's queries for which there is a data source. */
export function ask(signal: Pick<Signal, "id" | "query" | "elsewhere">, sources: DataSourceSet): Asked {
  const queries = [signal.query, ...(signal.elsewhere ?? [])];
  for (const query of queries) {
    const source = kindsFor(query)
      .map((kind) => sources[kind])
      .find((candidate) => candidate !== undefined);
    if (source !== undefined) return { query, source };
  }
  const needed = queries.flatMap(kindsFor).join(", ");
  const present = Object.keys(sources).join(", ");
  throw new Error(
    `Signal "${signal.id}" can be asked of ${needed}; there is only ${present === "" ? "none" : present}.`,
  );
}
