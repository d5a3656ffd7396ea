/** Documents in OpenSearch or Elasticsearch: found by Lucene, then counted, measured or listed. */
import { attributeOf } from "../labels";
import { conditions, type Filter } from "./filter";
import { plainText, type Use } from "./use";

export type LuceneMeasure =
  | { readonly count: true }
  | { readonly average: string }
  | { readonly sum: string }
  | { readonly max: string }
  | { readonly min: string }
  /** Number of different values of a field. */
  | { readonly distinct: string }
  /** The documents themselves. */
  | { readonly documents: number };

export interface LuceneQuery {
  readonly language: "lucene";
  readonly filters: readonly Filter[];
  /** More conditions in Lucene: `severity_id:[4 TO 5]`. */
  readonly also?: string;
  /** A field that holds what people type into a text variable; nothing typed finds all. @default - any text */
  readonly containing?: { readonly field: string; readonly variable: string };
  readonly measure: LuceneMeasure;
  /** Fields to group by, the largest groups first. @default - one group */
  readonly by?: readonly { readonly field: string; readonly size: number }[];
  /** One value for each group in the range, instead of values over time. @default false */
  readonly total?: boolean;
  /** @default "@timestamp" */
  readonly timeField?: string;
}

export interface DocumentsProps extends Omit<LuceneQuery, "language" | "filters"> {
  /** @default - all documents */
  readonly where?: Filter;
}

/** Documents that a filter finds; its words are resource attributes. */
export function documents({ where = {}, also, ...rest }: DocumentsProps): LuceneQuery {
  return { language: "lucene", filters: [where], ...(also === undefined ? {} : { also: plainText(also) }), ...rest };
}

export function luceneText({ filters, also, containing }: LuceneQuery, use: Use): string {
  const wanted = filters
    .flatMap((filter) => conditions(filter, use))
    .map(({ word, operator, value }) => {
      const field = attributeOf(word).replaceAll("@", String.raw`\@`);
      // Grafana writes All as it stands, a regular expression; values chosen become alternatives.
      const variable = /^\$(\w+)$/.exec(value)?.[1];
      const pattern = variable === undefined ? value : `\${${variable}:regex}`;
      switch (operator) {
        case "=":
          return `${field}:${JSON.stringify(value)}`;
        case "!=":
          return `NOT ${field}:${JSON.stringify(value)}`;
        case "=~":
          return `${field}:/${pattern}/`;
        case "!~":
          return `NOT ${field}:/${pattern}/`;
      }
    });
  const typed =
    containing === undefined || use === "alert" ? [] : [`${containing.field}:*\${${containing.variable}:lucene}*`];
  const parts = [...wanted, ...(also === undefined ? [] : [`(${also})`]), ...typed];
  return parts.length === 0 ? "*" : parts.join(" AND ");
}
