/** The configuration of a log router as a pure function: from the log policy and the routes, to data. */
import { MULTILINE_LANGUAGES } from "../../../config/sections/service-container";
import type { FluentBitOutput } from "../destinations/route";
import type { FluentBitConfig, Property, Section } from "./fluent-bit-config";
import type { FluentBitInput, LoggingContainer } from "./fluent-bit-input";
import { accessor, LOG_FIELDS, TASK_FIELDS } from "./log-record";
import { READ_FIELDS, readFieldsCode, REDACT, redactCode, redactedPatterns } from "./redaction";

/** Folder that is mounted for the router: what it holds outlives the process. */
export const ROUTER_FOLDER = "/var/lib/fluent-bit";

/** Where its own numbers and its health are asked for. */
export const ROUTER_PORT = 2020;

/** Seconds that it has for what is left when the task stops. */
export const GRACE_SECONDS = 30;

/** Every line of every container: FireLens makes tags of container and task. */
const ALL = "*-firelens-*";

/** What a chunk takes in memory at most, in MiB; half of the router's memory is for chunks. */
const CHUNK_MIB = 2;

export function fluentBitConfig(input: FluentBitInput): FluentBitConfig {
  return {
    service: service(input),
    filters: [
      ...input.containers.map((container) => joining(container, input)),
      ...input.containers.map(naming),
      ...dropping(input),
      lua(READ_FIELDS, readFieldsCode()),
      ...blackening(input),
      placing(input),
    ],
    outputs: outputs(input),
    parsers: parsers(input),
  };
}

/** The inputs that ECS writes name no storage, so they inherit this one. */
function service({ policy: { buffer }, memory }: FluentBitInput): Section {
  const chunks = Math.max(4, Math.floor(memory / 2 / CHUNK_MIB));
  return {
    kind: "SERVICE",
    properties: [
      ["Flush", "1"],
      ["Grace", String(GRACE_SECONDS)],
      ["Log_Level", "warn"],
      ["HTTP_Server", "On"],
      ["HTTP_Listen", "127.0.0.1"],
      ["HTTP_Port", String(ROUTER_PORT)],
      // After an outage it tries again within a minute and not within half an hour.
      ["scheduler.base", "3"],
      ["scheduler.cap", "60"],
      ...(buffer.onDisk ? diskProperties(chunks) : []),
      ...(buffer.onDisk && buffer.deadLetterMiB > 0 ? deadLetterProperties(buffer.deadLetterMiB) : []),
    ],
  };
}

function diskProperties(chunks: number): readonly Property[] {
  return [
    ["storage.path", `${ROUTER_FOLDER}/buffer`],
    ["storage.type", "filesystem"],
    ["storage.inherit", "On"],
    ["storage.sync", "normal"],
    ["storage.metrics", "On"],
    ["storage.max_chunks_up", String(chunks)],
    ["storage.backlog.mem_limit", `${String(chunks)}M`],
    ["storage.delete_irrecoverable_chunks", "On"],
  ];
}

function deadLetterProperties(limit: number): readonly Property[] {
  return [
    ["storage.keep.rejected", "On"],
    ["storage.rejected.path", "rejected"],
    ["storage.rejected.limit", `${String(limit)}M`],
  ];
}

/** One per container and before all others, since what it joins begins again at the first filter. */
function joining({ name, multiline }: LoggingContainer, { policy }: FluentBitInput): Section {
  const how: readonly Property[] =
    multiline === undefined ? [["mode", "partial_message"]] : [["multiline.parser", parserName(multiline)]];
  return filter("multiline", matchOf(name), [
    ["multiline.key_content", "log"],
    ...how,
    ["buffer", "On"],
    ["flush_ms", "2000"],
    ["emitter_name", `joined-${name}`],
    ["emitter_mem_buf_limit", "10M"],
    ...(policy.buffer.onDisk ? ([["emitter_storage.type", "filesystem"]] as const) : []),
  ]);
}

/** What the log driver calls `log` and `source`. Its name of the container differs between launch types. */
function naming({ name }: LoggingContainer): Section {
  return filter("modify", matchOf(name), [
    ["Rename", `log ${LOG_FIELDS.body}`],
    ["Rename", `source ${LOG_FIELDS.stream}`],
    ["Rename", `container_id ${LOG_FIELDS.containerId}`],
    ["Remove", "container_name"],
    ["Set", `${LOG_FIELDS.container} ${name}`],
  ]);
}

/** First what is thrown away, so that nothing is done to it. */
function dropping({ policy, service: own, containers }: FluentBitInput): readonly Section[] {
  return policy.drop
    .filter(({ service: only }) => only === undefined || only === own)
    .filter(({ container }) => container === undefined || containers.some(({ name }) => name === container))
    .map(({ pattern, container }) =>
      filter("grep", container === undefined ? ALL : matchOf(container), [
        ["Exclude", `${accessor("body")} ${pattern}`],
      ]),
    );
}

function blackening({ policy }: FluentBitInput): readonly Section[] {
  const patterns = redactedPatterns(policy);
  return patterns.length === 0 ? [] : [lua(REDACT, redactCode(patterns))];
}

/** Which task wrote the line and, for destinations that the router sends to itself, which service and where. */
function placing({ resource, routes }: FluentBitInput): Section {
  const isSentHere = routes.some(({ output }) => output !== undefined);
  return filter("record_modifier", ALL, [
    ...TASK_FIELDS.map(([field, variable]): Property => ["Record", `${LOG_FIELDS[field]} \${${variable}}`]),
    ...(isSentHere ? Object.entries(resource) : []).map(([name, value]): Property => ["Record", `${name} ${value}`]),
  ]);
}

function outputs({ routes, resource, policy: { buffer } }: FluentBitInput): readonly Section[] {
  const own = routes.flatMap(({ destination, output }) => (output === undefined ? [] : [{ destination, output }]));
  const rest = routes.length === own.length ? [] : [{ destination: "collector", output: COLLECTOR }];
  return [...own, ...rest].map(({ destination, output: { name, properties } }) => ({
    kind: "OUTPUT",
    properties: [
      ["Name", name],
      ["Match", ALL],
      ["Alias", destination],
      ...Object.entries(name === "loki" ? withLineAlone(properties, resource) : properties),
      ...(name === "s3" && buffer.onDisk ? archiveProperties(buffer.diskMiB) : []),
      ["Retry_Limit", buffer.retries === "unlimited" ? "no_limits" : String(buffer.retries)],
      ...(buffer.onDisk && buffer.diskMiB > 0
        ? ([["storage.total_limit_size", `${String(buffer.diskMiB)}M`]] as const)
        : []),
    ],
  }));
}

/** What the router has added is said by Loki's labels already, and would be in the line else. */
function withLineAlone(properties: FluentBitOutput["properties"], resource: FluentBitInput["resource"]) {
  const { Remove_Keys: removed = "" } = properties;
  const keys = [...removed.split(/,\s*/), ...Object.keys(resource).map((name) => `$${name}`)];
  return { ...properties, Remove_Keys: [...new Set(keys.filter((key) => key !== ""))].join(", ") };
}

/** What is to become one file is collected in a folder of its own. */
function archiveProperties(limit: number): readonly Property[] {
  return [
    ["store_dir", `${ROUTER_FOLDER}/s3`],
    ...(limit > 0 ? ([["store_dir_limit_size", `${String(limit)}M`]] as const) : []),
  ];
}

/** The collector of the same task, by OTLP; it knows the resource itself. */
const COLLECTOR: FluentBitOutput = {
  name: "opentelemetry",
  properties: {
    Host: "127.0.0.1",
    Port: "4318",
    Logs_uri: "/v1/logs",
    Logs_body_key: accessor("body"),
    Logs_body_key_attributes: "true",
    Logs_severity_text_message_key: accessor("level"),
    Logs_trace_id_message_key: accessor("trace"),
    Logs_span_id_message_key: accessor("span"),
  },
};

/** A line that begins like a first one, and all that do not. */
function parsers({ containers, policy }: FluentBitInput): readonly Section[] {
  const used = new Set(containers.map(({ multiline }) => multiline));
  return Object.entries(policy.multiline)
    .filter(([key]) => used.has(key))
    .map(([key, { start }]) => ({
      kind: "MULTILINE_PARSER",
      properties: [
        ["name", parserName(key)],
        ["type", "regex"],
        ["flush_timeout", "2000"],
        ["rule", rule("start_state", start)],
        ["rule", rule("rest", start.startsWith("^") ? `^(?!${start.slice(1)})` : `^(?!.*${start})`)],
      ],
    }));
}

/** Fluent Bit reads the three parts of a rule between quotes, and the expression between slashes. */
function rule(state: string, expression: string): string {
  const quoted = expression.replaceAll(/(?<!\\)\//g, "\\/").replaceAll('"', "\\x22");
  return `"${state}" "/${quoted}/" "rest"`;
}

/** Fluent Bit's own parsers have the names of languages. */
function parserName(multiline: string): string {
  const languages: readonly string[] = MULTILINE_LANGUAGES;
  return languages.includes(multiline) ? multiline : `estate-${multiline}`;
}

function matchOf(container: string): string {
  return `${container}-firelens-*`;
}

function lua(call: string, code: string): Section {
  return filter("lua", ALL, [
    ["call", call],
    ["code", code],
  ]);
}

function filter(name: string, match: string, properties: readonly Property[]): Section {
  return { kind: "FILTER", properties: [["Name", name], ["Match", match], ...properties] };
}
