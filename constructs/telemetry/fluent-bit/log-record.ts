/**
 * What a line is when it leaves the log router: the line itself, and beside it who wrote it and where. Names are
 * OpenTelemetry's, so that documents, attributes and Loki's metadata say the same; no other file spells them.
 */
import type { TelemetryLogsConfig } from "../../../config/sections/telemetry-logs";

export const LOG_FIELDS = {
  /** The line, as the application wrote it. */
  body: "body",
  /** From a line that is JSON: its level. */
  level: "severity_text",
  /** From a line that is JSON, so that it leads to its trace. */
  trace: "trace_id",
  span: "span_id",
  /** `stdout` or `stderr`. */
  stream: "log.iostream",
  container: "container.name",
  containerId: "container.id",
  task: "aws.ecs.task.arn",
  revision: "aws.ecs.task.revision",
} as const;

type Field = keyof typeof LOG_FIELDS;

/** What the init image tells of the task and the plan does not know, as variables of the router's environment. */
export const TASK_FIELDS: readonly (readonly [field: Field, variable: string])[] = [
  ["task", "ECS_TASK_ARN"],
  ["revision", "ECS_REVISION"],
];

const EXTRA: Readonly<Record<TelemetryLogsConfig["labels"][number], Field>> = {
  container: "container",
  level: "level",
  stream: "stream",
};

/** How a field is asked for in a record: `$container.name`. */
export function accessor(field: Field): string {
  return `$${LOG_FIELDS[field]}`;
}

/** A field's name in Loki, which knows no dots, and which finds a line's level by this name. */
function lokiName(field: Field): string {
  return field === "level" ? "level" : LOG_FIELDS[field].replaceAll(".", "_");
}

/** The parts of an `[OUTPUT]` of Loki that come from a record. */
export interface LokiShape {
  /** Labels besides those that are the same for every line, as `name=$field`. */
  readonly labels: readonly string[];
  /** What is kept beside the line, as `name=$field`. */
  readonly metadata: readonly string[];
  /** What must not become part of the line. */
  readonly removed: readonly string[];
}

/** Few labels, the rest beside the line, and the line alone. */
export function lokiShape(
  { labels }: Pick<TelemetryLogsConfig, "labels">,
  resource: Readonly<Record<string, string>>,
): LokiShape {
  const indexed = labels.map((label) => EXTRA[label]);
  const beside = (["trace", "span", "level", "stream", "container", "task"] as const).filter(
    (field) => !indexed.includes(field),
  );
  const named = (field: Field) => `${lokiName(field)}=${accessor(field)}`;
  const fields = Object.values(LOG_FIELDS).filter((field) => field !== LOG_FIELDS.body);
  return {
    labels: indexed.map(named),
    metadata: beside.map(named),
    removed: [...fields, ...Object.keys(resource)].map((field) => `$${field}`),
  };
}
