/**
 * TraceQL as values: `spans({ service: true }).whereSpan("status = error").rate().by("service")`. A filter's words are
 * resource attributes; what belongs to the span is written as a condition.
 */
import { attributeOf } from "../labels";
import { conditions, type Filter, quoted } from "./filter";
import { type Duration, plainText, type Use } from "./use";

/** Conditions on one span, in TraceQL, without the attributes of the resource. */
export type SpanCondition =
  | { readonly status: "error" | "ok" | "unset" }
  | { readonly kind: "server" | "client" | "producer" | "consumer" | "internal" }
  | { readonly slowerThan: Duration | `${number}ms` }
  /** An attribute of the span, such as `http.route`. */
  | { readonly attribute: string; readonly equals: string | number };

/** Spans of the services that a filter finds. */
export class Spans {
  constructor(
    private readonly filters: readonly Filter[],
    private readonly wanted: readonly SpanCondition[],
  ) {}

  text(use: Use): string {
    const resource = this.filters
      .flatMap((filter) => conditions(filter, use))
      .map(({ word, operator, value }) => `resource.${attributeOf(word)} ${operator} ${quoted(value)}`);
    const all = [...resource, ...this.wanted.map(conditionText)];
    return all.length === 0 ? "{}" : `{ ${all.join(" && ")} }`;
  }

  where(filter: Filter): Spans {
    return new Spans([...this.filters, filter], this.wanted);
  }

  whereSpan(...wanted: readonly SpanCondition[]): Spans {
    return new Spans(this.filters, [...this.wanted, ...wanted]);
  }

  /** Spans per second. */
  rate(): SpanMetric {
    return new SpanMetric(this, "rate()", []);
  }

  count(): SpanMetric {
    return new SpanMetric(this, "count_over_time()", []);
  }

  /** A quantile, 0-1, of the duration, in seconds. */
  quantile(quantile: number): SpanMetric {
    return new SpanMetric(this, `quantile_over_time(duration, ${String(quantile)})`, []);
  }

  /** Durations for a heatmap. */
  histogram(): SpanMetric {
    return new SpanMetric(this, "histogram_over_time(duration)", []);
  }
}

/** Numbers made from spans. */
export class SpanMetric {
  constructor(
    private readonly of: Spans,
    private readonly measure: string,
    /** Words for the attributes that the result is grouped by. */
    readonly grouping: readonly string[],
  ) {}

  text(use: Use): string {
    const by = this.grouping.map((word) => `resource.${attributeOf(word)}`).join(", ");
    return `${this.of.text(use)} | ${this.measure}${by === "" ? "" : ` by (${by})`}`;
  }

  /** One series for each value of these attributes of the resource. */
  by(...words: readonly string[]): SpanMetric {
    return new SpanMetric(this.of, this.measure, words);
  }
}

export function spans(filter: Filter = {}): Spans {
  return new Spans([filter], []);
}

function conditionText(wanted: SpanCondition): string {
  if ("status" in wanted) return `status = ${wanted.status}`;
  if ("kind" in wanted) return `kind = ${wanted.kind}`;
  if ("slowerThan" in wanted) return `duration > ${wanted.slowerThan}`;
  const value = typeof wanted.equals === "number" ? String(wanted.equals) : quoted(plainText(wanted.equals));
  return `span.${wanted.attribute} = ${value}`;
}
