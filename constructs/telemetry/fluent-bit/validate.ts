/**
 * What is wrong with a configuration, as far as it can be told without Fluent Bit itself: no registry that this project
 * uses serves its binary, so nothing here has been run by it. What it takes without a word and loses lines by is told
 * first.
 */
import facts from "../../../config/facts/fluent-bit-plugins.json";
import { TASK_FIELDS } from "./log-record";
import { valueOf, type FluentBitConfig, type Section } from "./fluent-bit-config";

export interface FluentBitFault {
  /** Section and key: `OUTPUT loki Retry_Limit`. */
  readonly where: string;
  readonly message: string;
  readonly fix: string;
}

/** Values of `Retry_Limit` that end never. */
const WITHOUT_END = ["false", "off", "no_limits"];

const ON = ["on", "true", "yes"];

/**
 * @param config what is to be judged
 * @param variables names that the router's environment has, besides those that the image sets
 */
export function fluentBitFaults(config: FluentBitConfig, variables: readonly string[]): readonly FluentBitFault[] {
  const known = new Set([...variables, ...TASK_FIELDS.map(([, variable]) => variable)]);
  const sections = [config.service, ...config.filters, ...config.outputs, ...config.parsers];
  return [
    ...storageFaults(config),
    ...config.outputs.flatMap((output) => retryFaults(output, config)),
    ...sections.flatMap((section) => [...textFaults(section), ...variableFaults(section, known)]),
    ...[...config.filters, ...config.outputs].flatMap(pluginFaults),
    ...sameFaults(config),
    ...orderFaults(config),
  ];
}

function storageFaults({ service }: FluentBitConfig): readonly FluentBitFault[] {
  if (valueOf(service, "storage.path") !== undefined) return [];
  const fix = "set storage.path";
  return [
    ...(isOn(valueOf(service, "storage.keep.rejected"))
      ? [
          {
            where: "SERVICE storage.keep.rejected",
            message: "keeps what is refused, and has no disk for it",
            fix: `${fix} or disable the dead letter queue`,
          },
        ]
      : []),
    ...(valueOf(service, "storage.type") === "filesystem"
      ? [{ where: "SERVICE storage.type", message: "keeps lines on disk, and has no disk for them", fix }]
      : []),
  ];
}

function retryFaults(output: Section, { service }: FluentBitConfig): readonly FluentBitFault[] {
  const retries = valueOf(output, "Retry_Limit");
  const where = `${titleOf(output)} Retry_Limit`;
  if (retries === undefined)
    return [{ where, message: "is missing, and one retry is all there is", fix: "set it to no_limits or to a number" }];
  const isBounded =
    valueOf(output, "storage.total_limit_size") !== undefined && valueOf(service, "storage.path") !== undefined;
  if (!WITHOUT_END.includes(retries.toLowerCase()) || isBounded) return [];
  return [{ where, message: "unlimited retry needs a disk limit", fix: "set storage.total_limit_size" }];
}

/** A value ends with its line, and a file with a word in brackets is taken for one of parsers. */
function textFaults(section: Section): readonly FluentBitFault[] {
  const title = titleOf(section);
  return section.properties.flatMap(([key, value]): FluentBitFault[] => {
    const where = `${title} ${key}`;
    if (value.trim() === "") return [{ where, message: "has no value", fix: "leave the key out" }];
    if (/[\r\n]/.test(value)) return [{ where, message: "has more than one line", fix: "write it in one" }];
    if (section.kind !== "MULTILINE_PARSER" && /\[(MULTILINE_)?PARSER\]/.test(value))
      return [{ where, message: "would make the image take the file for one of parsers", fix: "write it otherwise" }];
    return [];
  });
}

function variableFaults(section: Section, known: ReadonlySet<string>): readonly FluentBitFault[] {
  return section.properties.flatMap(([key, value]) =>
    [...value.matchAll(/\$\{([^}]*)\}?/g)]
      .filter(([, name = ""]) => !known.has(name))
      .map(([, name = ""]) => ({
        where: `${titleOf(section)} ${key}`,
        message: `asks for the variable ${name}, which nobody sets`,
        fix: "give it to the router's environment",
      })),
  );
}

function pluginFaults(section: Section): readonly FluentBitFault[] {
  const name = valueOf(section, "Name") ?? "";
  const known: readonly string[] = section.kind === "FILTER" ? facts.filters : facts.outputs;
  return [
    ...(known.includes(name)
      ? []
      : [
          {
            where: titleOf(section),
            message: "is no plugin of the pinned image",
            fix: `name one of ${known.join(", ")}`,
          },
        ]),
    ...(valueOf(section, "Match") === undefined
      ? [{ where: titleOf(section), message: "matches nothing", fix: "add Match" }]
      : []),
  ];
}

/** Numbers of outputs are told apart by their aliases, and emitters by their names. */
function sameFaults({ filters, outputs }: FluentBitConfig): readonly FluentBitFault[] {
  const named = [
    ...outputs.map((section) => ({ section, key: "Alias" })),
    ...filters.filter(isMultiline).map((section) => ({ section, key: "emitter_name" })),
  ].map(({ section, key }) => ({ section, key, value: valueOf(section, key) }));
  return named.flatMap(({ section, key, value }, index) => {
    const first = named.findIndex((other) => other.key === key && other.value === value);
    if (value !== undefined && first === index) return [];
    const message = value === undefined ? "is missing" : `is ${value}, as that of another`;
    return [{ where: `${titleOf(section)} ${key}`, message, fix: "give it a name of its own" }];
  });
}

/** What a multiline filter joins begins again at the first filter: whatever stood before it would work twice. */
function orderFaults({ filters }: FluentBitConfig): readonly FluentBitFault[] {
  const first = filters.findIndex((section) => !isMultiline(section));
  const matches = filters.filter(isMultiline).map((section) => valueOf(section, "Match"));
  return filters.flatMap((section, index) => {
    if (!isMultiline(section)) return [];
    const match = valueOf(section, "Match");
    const where = `${titleOf(section)} ${match ?? ""}`.trim();
    return [
      ...(first !== -1 && index > first
        ? [{ where, message: "stands behind a filter that would work twice", fix: "put it first" }]
        : []),
      ...(matches.indexOf(match) === matches.lastIndexOf(match)
        ? []
        : [{ where, message: "joins what another joins, which never ends", fix: "keep one" }]),
    ];
  });
}

function isMultiline(section: Section): boolean {
  return valueOf(section, "Name") === "multiline";
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && ON.includes(value.toLowerCase());
}

function titleOf(section: Section): string {
  const name = valueOf(section, "Alias") ?? valueOf(section, "Name");
  return [section.kind, ...(name === undefined ? [] : [name])].join(" ");
}
