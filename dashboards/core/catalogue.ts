/** What is known about metrics, as the lint asks for it. The facts themselves, with their sources, are in `catalogue/`. */

/** One metric, or one family: `x` stands for the `x_bucket`, `x_sum` and `x_count` of a histogram or summary. */
export interface MetricFact {
  /**
   * As its source writes it: UCUM for OpenTelemetry (`s`, `By`, `%`, `1`, `{request}`), words for CloudWatch (`Seconds`,
   * `Bytes/Second`, `Percent`, `Count`).
   */
  readonly unit: string;
  readonly type: "counter" | "gauge" | "histogram" | "summary";
  /** Labels or dimensions that it can have, besides those of the label contract. */
  readonly labels: readonly string[];
  /** Where the fact comes from. */
  readonly source: string;
  /** For some labels, values that they really have: all of them where the source lists them, else examples. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** What OpenTelemetry calls it, where it comes in by OTLP. @default - it is scraped by the name that queries use */
  readonly otlp?: string;
  /** Least and most of what a gauge holds, where the unit does not say it already. */
  readonly range?: readonly [least: number, most: number];
}

export interface MetricCatalogue {
  /** By the name in queries; `namespace name` for CloudWatch, such as `AWS/Lambda Errors`. */
  find(name: string): MetricFact | undefined;
}
