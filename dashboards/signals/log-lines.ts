/** The same questions about log lines for each store that may hold them, so that no two stores count differently. */
import { attributeOf } from "../core/labels";
import { logGroupParts, MOST_LOG_GROUPS, serviceLogGroups } from "../core/log-groups";
import {
  chosen,
  cloudWatchLogs,
  documents,
  insights,
  type LogLines,
  logs,
  loki,
  overRange,
  type Query,
} from "../core/query";
import type { Signal } from "../core/signal";
import { CHOSEN_SERVICES } from "./chosen-services";

/** Which lines; the account, region, environment and service that people choose always count. */
export interface LineChoice {
  /** Services of the estate, by key. */
  readonly services: readonly string[];
  /** Text variable with words that a line must hold. @default - any words */
  readonly search?: string;
}

export type Level = "warning" | "error" | "fatal";

type Questions = Pick<Signal, "query" | "elsewhere">;

/** What lines are counted by, in the words of each store. */
const GROUPS = {
  service: { loki: "service", document: attributeOf("service"), insights: "service_name" },
  severity: { loki: "detected_level", document: "severity_text", insights: "severity_text" },
} as const;

/** Levels by the name that Loki detects, by OpenTelemetry's numbers, and by words of lines that carry neither. */
const LEVELS: Readonly<Record<Level, { readonly names: readonly string[]; from: number; to: number; words: string }>> =
  {
    warning: { names: ["warn"], from: 13, to: 16, words: "warn|warning" },
    error: { names: ["error", "critical", "fatal"], from: 17, to: 24, words: "error|exception|critical|fatal|panic" },
    fatal: { names: ["critical", "fatal"], from: 21, to: 24, words: "critical|fatal|panic" },
  };

const SERIES = 20;
const LINES = 500;

/** What differs between lines of one kind: ids, times, counts. */
const VARYING = "`[0-9a-fA-F]{8,}(-[0-9a-fA-F]{4,})*|[0-9]+`";
const PATTERN_LENGTH = 120;

/** Lines in each step, together or by group. */
export function counted(choice: LineChoice, level?: Level, by?: keyof typeof GROUPS): Questions {
  const lines = lokiLines(choice, level).count();
  const group = by === undefined ? undefined : GROUPS[by];
  const stats = ["stats count(*) as lines by bin(5m)", ...(group === undefined ? [] : [group.insights])].join(", ");
  return {
    query: loki(group === undefined ? lines.sum() : lines.sumBy(group.loki)),
    elsewhere: [
      found(choice, level, {
        measure: { count: true },
        by: group === undefined ? [] : [{ field: group.document, size: SERIES }],
      }),
      inGroups(choice, insightsLines(choice, level).command(stats), group === undefined ? [] : [group.insights]),
    ],
  };
}

/** The lines themselves, the newest first. */
export function listed(choice: LineChoice, level?: Level): Questions {
  const lines = insightsLines(choice, level)
    .command("fields @timestamp, @message, severity_text, trace_id")
    .command("sort @timestamp desc")
    .command(`limit ${String(LINES)}`);
  return {
    query: loki(lokiLines(choice, level), { limit: LINES }),
    elsewhere: [found(choice, level, { measure: { documents: LINES } }), inGroups(choice, lines)],
  };
}

/**
 * Which lines come most often in the range, by service. Lines of one kind are told by their text without what varies in
 * it; where text is not grouped by, by the type of the exception, or by how they begin.
 */
export function patterns(choice: LineChoice, level: Level): Questions {
  const text = `{{ regexReplaceAll ${VARYING} __line__ \`#\` | trunc ${String(PATTERN_LENGTH)} }}`;
  const similar = lokiLines(choice, level).lineFormat(text).pattern("<error_pattern>");
  const beginnings = insightsLines(choice, level)
    .command("fields coalesce(body, @message) as text")
    .command(`fields substr(text, 0, ${String(PATTERN_LENGTH)}) as error_pattern`)
    .command("stats count(*) as lines by service_name, error_pattern")
    .command("sort lines desc")
    .command(`limit ${String(SERIES)}`);
  return {
    query: loki(similar.count(overRange("1h")).sumBy("service", "error_pattern").topk(SERIES)),
    elsewhere: [
      found(choice, level, {
        measure: { count: true },
        by: [
          { field: GROUPS.service.document, size: SERIES },
          { field: "exception.type", size: SERIES },
        ],
        total: true,
      }),
      inGroups(choice, beginnings),
    ],
  };
}

function lokiLines({ search }: LineChoice, level: Level | undefined): LogLines {
  const all = logs(CHOSEN_SERVICES);
  const typed = search === undefined ? all : all.containsChosen(search);
  return level === undefined ? typed : typed.whereField({ detected_level: { oneOf: LEVELS[level].names } });
}

function found(
  { search }: LineChoice,
  level: Level | undefined,
  asked: Omit<Parameters<typeof documents>[0], "where" | "also" | "containing">,
): Query {
  const numbers = level === undefined ? undefined : LEVELS[level];
  return documents({
    where: CHOSEN_SERVICES,
    ...(numbers === undefined ? {} : { also: `severity_number:[${String(numbers.from)} TO ${String(numbers.to)}]` }),
    ...(search === undefined ? {} : { containing: { field: "body", variable: search } }),
    ...asked,
  });
}

/** Account and service are in the name of the group, and only known there where a line is plain text. */
function insightsLines({ search }: LineChoice, level: Level | undefined) {
  const lines = insights()
    .command(logGroupParts("account_id", "service_name"))
    .where({ account_id: chosen("account"), service_name: chosen("service") })
    .whereIfPresent({
      [`resource.${attributeOf("region")}`]: chosen("region"),
      [`resource.${attributeOf("environment")}`]: chosen("environment"),
    });
  const typed = search === undefined ? lines : lines.containsChosen(search);
  if (level === undefined) return typed;
  const { from, to, words } = LEVELS[level];
  const numbered = `severity_number >= ${String(from)} and severity_number <= ${String(to)}`;
  const worded = String.raw`not ispresent(severity_number) and @message like /(?i)\b(${words})\b/`;
  return typed.command(`filter (${numbered}) or (${worded})`);
}

function inGroups({ services }: LineChoice, lines: ReturnType<typeof insights>, groups: readonly string[] = []): Query {
  return cloudWatchLogs(serviceLogGroups(services).slice(0, MOST_LOG_GROUPS), lines, { groups });
}
