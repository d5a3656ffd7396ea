/** What the configuration of a log router is made from. Everything is known when the plan is made. */
import type { TelemetryLogsConfig } from "../../../config/sections/telemetry-logs";
import type { Route } from "../destinations/route";

/** The part of a route that Fluent Bit sends by. */
export type LogRoute = Pick<Route, "destination" | "output">;

/** A container whose lines the router gets. */
export interface LoggingContainer {
  readonly name: string;
  /**
   * What joins its lines: a language of Fluent Bit, or a key of `telemetry.logs.multiline`.
   * @default - only lines that Docker has cut are joined
   */
  readonly multiline?: string;
}

export interface FluentBitInput {
  readonly policy: TelemetryLogsConfig;
  /** Key of the service, for rules that hold for one. */
  readonly service: string;
  readonly containers: readonly LoggingContainer[];
  /** Of logs, in the order of the config. One without an output of its own is sent by the collector. */
  readonly routes: readonly LogRoute[];
  /** Attributes of the resource by OpenTelemetry's names: the label contract. */
  readonly resource: Readonly<Record<string, string>>;
  /** Hard limit of the router's memory, in MiB. */
  readonly memory: number;
}
