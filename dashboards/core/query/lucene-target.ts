/** Lucene queries as the OpenSearch and Elasticsearch data sources take them. */
import type { LuceneMeasure, LuceneQuery } from "./lucene";

const TIME_FIELD = "@timestamp";

export function luceneTarget(
  { measure, by = [], total = false, timeField = TIME_FIELD }: LuceneQuery,
  query: string,
): object {
  if ("documents" in measure) {
    const logs = { id: "1", type: "logs", settings: { limit: String(measure.documents) } };
    return { query, timeField, metrics: [logs], bucketAggs: [] };
  }
  const groups = by.map(({ field, size }, index) => ({
    id: String(index + 2),
    type: "terms",
    field,
    settings: { size: String(size), order: "desc", orderBy: "1", min_doc_count: "1" },
  }));
  const histogram = {
    id: String(by.length + 2),
    type: "date_histogram",
    field: timeField,
    settings: { interval: "auto", min_doc_count: "0" },
  };
  return {
    query,
    timeField,
    metrics: [{ id: "1", ...metric(measure) }],
    bucketAggs: total ? groups : [...groups, histogram],
  };
}

function metric(measure: Exclude<LuceneMeasure, { documents: number }>): object {
  if ("count" in measure) return { type: "count" };
  if ("average" in measure) return { type: "avg", field: measure.average };
  if ("sum" in measure) return { type: "sum", field: measure.sum };
  if ("max" in measure) return { type: "max", field: measure.max };
  if ("min" in measure) return { type: "min", field: measure.min };
  return { type: "cardinality", field: measure.distinct };
}
