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
import { CHOICES, CHOSEN_SERVICES } from "./chosen-services";

/** Which lines; the account, region, environment and service that people choose always count. */
export interface LineChoice {
  /** Services of the estate, by key. */
  readonly services: readonly string[];
  /** Text variable with words that a line must hold. @default - any words */
  readonly search?: string;
}

export type Level = "warning" | "error" | "fatal";

type Questions = Pick<Signal, "query" | "elsewhere">;

/**
 * The exact value of a field of a document, beside which the same is text to search in: how OpenSearch and Elasticsearch
 * map what nobody told them about.
 */
const exact = (field: string): string => `${field}.keyword`;

/** What lines are counted by, in the words of each store. */
const GROUPS = {
  service: { loki: "service", document: exact(attributeOf("service")), insights: "service_name" },
  severity: { loki: "detected_level", document: exact("severity_text"), insights: "severity_text" },
} as const;

/** Levels as Loki detects them, as lines name them, and by words of lines that name none. */
const LEVELS: Readonly<Record<Level, { readonly detected: readonly string[]; named: string[]; words: string[] }>> = {
  warning: { detected: ["warn"], named: ["warn", "warning"], words: ["warn", "warning"] },
  error: {
    detected: ["error", "critical", "fatal"],
    named: ["error", "err", "severe", "critical", "crit", "fatal", "panic", "alert", "emergency"],
    words: ["error", "exception", "critical", "fatal", "panic"],
  },
  fatal: {
    detected: ["critical", "fatal"],
    named: ["critical", "crit", "fatal", "panic", "alert", "emergency"],
    words: ["critical", "fatal", "panic"],
  },
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
 * it; where text cannot be changed first, by the whole line, or by how it begins.
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
          { field: exact("body"), size: SERIES },
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
  return level === undefined ? typed : typed.whereField({ detected_level: { oneOf: LEVELS[level].detected } });
}

function found(
  { search }: LineChoice,
  level: Level | undefined,
  asked: Omit<Parameters<typeof documents>[0], "where" | "also" | "containing">,
): Query {
  const where = CHOICES.map((word) => [exact(attributeOf(word)), chosen(word)] as const);
  return documents({
    where: Object.fromEntries(where),
    ...(level === undefined ? {} : { also: ofLevel(LEVELS[level]) }),
    ...(search === undefined ? {} : { containing: { field: "body", variable: search } }),
    ...asked,
  });
}

/** By the level that a line names, in any case; by its words where it names none. */
function ofLevel({ named, words }: (typeof LEVELS)[Level]): string {
  return `severity_text:(${named.join(" OR ")}) OR (NOT _exists_:severity_text AND body:(${words.join(" OR ")}))`;
}

/** Account and service are in the name of the group, and only known there where a line is plain text. */
function insightsLines({ search }: LineChoice, level: Level | undefined) {
  const lines = insights()
    .command(logGroupParts("account_id", "service_name"))
    .where({ account_id: chosen("account"), service_name: chosen("service") })
    .whereIfPresent({
      [attributeOf("region")]: chosen("region"),
      [attributeOf("environment")]: chosen("environment"),
    });
  const typed = search === undefined ? lines : lines.containsChosen(search);
  if (level === undefined) return typed;
  const { named, words } = LEVELS[level];
  const byName = `tolower(severity_text) in [${named.map((name) => JSON.stringify(name)).join(", ")}]`;
  const byWord = String.raw`not ispresent(severity_text) and @message like /(?i)\b(${words.join("|")})\b/`;
  return typed.command(`filter ${byName} or (${byWord})`);
}

function inGroups({ services }: LineChoice, lines: ReturnType<typeof insights>, groups: readonly string[] = []): Query {
  return cloudWatchLogs(serviceLogGroups(services).slice(0, MOST_LOG_GROUPS), lines, { groups });
}
