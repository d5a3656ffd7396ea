/** The configuration of an OpenTelemetry Collector as data. It is rendered once, in `render.ts`. */

/** A value of a component's settings. Text may name a variable of the environment: `${env:TRACES_URL}`. */
export type Setting = string | number | boolean | readonly Setting[] | { readonly [key: string]: Setting };

/** Settings of a component. */
export type Settings = Readonly<Record<string, Setting>>;

/** Components of one kind by id, `type` or `type/name`. */
export type Components = Readonly<Record<string, Settings>>;

export interface Pipeline {
  readonly receivers: readonly string[];
  /** In the order in which they work. */
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}

export interface CollectorConfig {
  readonly receivers: Components;
  readonly processors: Components;
  readonly exporters: Components;
  readonly extensions: Components;
  readonly service: {
    readonly extensions: readonly string[];
    /** By id: `metrics`, `metrics/scraped`, `logs`, `traces`. */
    readonly pipelines: Readonly<Record<string, Pipeline>>;
    readonly telemetry: Settings;
  };
}
