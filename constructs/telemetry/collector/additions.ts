/** Components and pipelines of a user beside those of the estate. */
import type { CollectorAdditions } from "../../../config/sections/telemetry-collector";
import type { CollectorConfig, Components, Pipeline } from "./collector-config";
import type { CollectorInput } from "./collector-input";
import { MADE } from "../../../config/collector-names";
import { joined } from "./delivery";

/** @throws when an addition has the id of something that the estate makes, with other settings */
export function withAdditions(config: CollectorConfig, { settings, role }: CollectorInput): CollectorConfig {
  const added = settings.additions[role];
  if (added === undefined) return config;
  const both = (kind: "receivers" | "processors" | "exporters" | "extensions"): Components =>
    // What a user writes is YAML, which is all that a setting can be.
    joined([config[kind], added[kind] as Components]);
  const pipelines = Object.fromEntries(
    Object.entries(config.service.pipelines).map(([id, pipeline]) => [id, inserted(id, pipeline, added)]),
  );
  return {
    receivers: both("receivers"),
    processors: both("processors"),
    exporters: both("exporters"),
    extensions: both("extensions"),
    service: { ...config.service, pipelines: { ...pipelines, ...added.pipelines } },
  };
}

/** After the estate's own processors and before the batch that keeps destinations apart; relays pass on what has been done. */
function inserted(id: string, pipeline: Pipeline, { insert }: CollectorAdditions): Pipeline {
  const extra = Object.entries(insert).find(([signal]) => id.startsWith(`${signal}/`))?.[1] ?? [];
  if (extra.length === 0 || id.endsWith("-relayed")) return pipeline;
  const last = pipeline.processors.at(-1) === MADE.batch ? -1 : pipeline.processors.length;
  const [before, after] = [pipeline.processors.slice(0, last), pipeline.processors.slice(last)];
  return { ...pipeline, processors: [...before, ...extra, ...(last < 0 ? after : [])] };
}
