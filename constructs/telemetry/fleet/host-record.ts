/** What a line of a host has besides what a line of a container has: the instance that wrote it, and the unit. */
import type { Route } from "../destinations/route";
import type { Property, Section } from "../fluent-bit/fluent-bit-config";
import { LOG_FIELDS, TASK_FIELDS } from "../fluent-bit/log-record";

const UNIT_FIELD = "systemd.unit";
const HOST_FIELD = "host.id";
const VARIABLE = "HOST_ID";

export const HOST_FIELDS = {
  /** Variable of the router's environment that holds the instance's id. */
  variable: VARIABLE,
  /** The resource attribute, by OpenTelemetry's name. */
  instance: { [HOST_FIELD]: `\${${VARIABLE}}` },
} as const;

/** Levels of syslog, worst first, as applications write them. */
const LEVELS: readonly (readonly [priorities: string, level: string])[] = [
  ["^[0-3]$", "error"],
  ["^4$", "warn"],
  ["^[56]$", "info"],
  ["^7$", "debug"],
];

/** Of the journal's many fields these are kept, under the names that the other filters know. */
export function journalFilters(tag: string): readonly Section[] {
  const filter = (name: string, properties: readonly Property[]): Section => ({
    kind: "FILTER",
    properties: [["Name", name], ["Match", tag], ...properties],
  });
  return [
    filter("record_modifier", [
      ["Allowlist_key", "MESSAGE"],
      ["Allowlist_key", "PRIORITY"],
      ["Allowlist_key", "_SYSTEMD_UNIT"],
    ]),
    ...LEVELS.map(([priorities, level]) =>
      filter("modify", [
        ["Condition", `Key_value_matches PRIORITY ${priorities}`],
        ["Set", `${LOG_FIELDS.level} ${level}`],
      ]),
    ),
    filter("modify", [
      ["Rename", "MESSAGE log"],
      ["Rename", `_SYSTEMD_UNIT ${UNIT_FIELD}`],
      ["Remove", "PRIORITY"],
    ]),
  ];
}

/** A filter of a task as one of a host: nothing of it belongs to a task. Empty where nothing is left. */
export function onHosts(section: Section): readonly Section[] {
  const ofTasks = TASK_FIELDS.map(([field]) => `${LOG_FIELDS[field]} `);
  const properties = section.properties.filter(
    ([key, value]) => key !== "Record" || !ofTasks.some((field) => value.startsWith(field)),
  );
  const records = section.properties.some(([key]) => key === "Record");
  return records && !properties.some(([key]) => key === "Record") ? [] : [{ ...section, properties }];
}

/**
 * In Loki, instance and unit are kept beside the line, and nothing else of the record in it. Other stores keep all fields.
 *
 * @param resource all attributes that the router adds
 */
export function sentFromHosts(route: Route, resource: Readonly<Record<string, string>>): Route {
  const { output } = route;
  if (output?.name !== "loki") return route;
  const { Structured_Metadata: metadata, Remove_Keys: removed, ...rest } = output.properties;
  const beside = [`host_id=$${HOST_FIELD}`, `unit=$${UNIT_FIELD}`];
  const fields = [...Object.keys(resource), UNIT_FIELD].map((field) => `$${field}`);
  return {
    ...route,
    output: {
      ...output,
      properties: {
        ...rest,
        Structured_Metadata: [...listed(metadata), ...beside].join(", "),
        Remove_Keys: [...new Set([...listed(removed), ...fields])].join(", "),
      },
    },
  };
}

function listed(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(/,\s*/);
}
