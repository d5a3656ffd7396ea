/** Faults that can be told without Fluent Bit: each seeded into a sound configuration, which has none. */
import { describe, expect, it } from "vitest";
import { fluentBitConfig } from "../../../../constructs/telemetry/fluent-bit/build";
import type { FluentBitConfig, Property, Section } from "../../../../constructs/telemetry/fluent-bit/fluent-bit-config";
import { fluentBitFaults } from "../../../../constructs/telemetry/fluent-bit/validate";
import { input, own } from "./support";

const sound = fluentBitConfig(input({ routes: [own("loki"), own("s3")] }));

const told = (config: FluentBitConfig): readonly string[] =>
  fluentBitFaults(config, ["LOGS_HOST"]).map(({ where, message, fix }) => `${where}: ${message}. ${fix}`);

const without = (section: Section, ...keys: readonly string[]): Section => ({
  ...section,
  properties: section.properties.filter(([key]) => !keys.includes(key)),
});
const plus = (section: Section, ...more: readonly Property[]): Section => ({
  ...section,
  properties: [...section.properties, ...more],
});
const first = (config: FluentBitConfig, change: (section: Section) => Section): FluentBitConfig => ({
  ...config,
  outputs: config.outputs.map((section, index) => (index === 0 ? change(section) : section)),
});

describe("a configuration of Fluent Bit", () => {
  it("has no fault where it is sound", () => {
    expect(told(sound)).toEqual([]);
  });

  it.each<readonly [what: string, config: FluentBitConfig, expected: readonly string[]]>([
    [
      "33: unlimited retries without a disk limit",
      first(sound, (section) =>
        plus(without(section, "storage.total_limit_size", "Retry_Limit"), ["Retry_Limit", "False"]),
      ),
      ["OUTPUT loki Retry_Limit: unlimited retry needs a disk limit. set storage.total_limit_size"],
    ],
    [
      "33: a disk limit without a disk",
      { ...sound, service: without(sound.service, "storage.path", "storage.type", "storage.keep.rejected") },
      [
        "OUTPUT loki Retry_Limit: unlimited retry needs a disk limit. set storage.total_limit_size",
        "OUTPUT s3 Retry_Limit: unlimited retry needs a disk limit. set storage.total_limit_size",
      ],
    ],
    [
      "33: one retry, because nobody said how many",
      first(sound, (section) => without(section, "Retry_Limit")),
      ["OUTPUT loki Retry_Limit: is missing, and one retry is all there is. set it to no_limits or to a number"],
    ],
    [
      "34: a dead letter queue without a disk",
      first(
        { ...sound, service: without(sound.service, "storage.path"), outputs: sound.outputs.slice(0, 1) },
        (section) => plus(without(section, "Retry_Limit"), ["Retry_Limit", "5"]),
      ),
      [
        "SERVICE storage.keep.rejected: keeps what is refused, and has no disk for it. set storage.path or disable the dead letter queue",
        "SERVICE storage.type: keeps lines on disk, and has no disk for them. set storage.path",
      ],
    ],
    [
      "a variable that nobody sets",
      first(sound, (section) => plus(section, ["HTTP_Passwd", "${LOGS_TOKEN}"])),
      [
        "OUTPUT loki HTTP_Passwd: asks for the variable LOGS_TOKEN, which nobody sets. give it to the router's environment",
      ],
    ],
    [
      "a value of two lines, one of none, and one that looks like a parser",
      first(sound, (section) => plus(section, ["A", "b\nc"], ["B", " "], ["C", "x [PARSER]"])),
      [
        "OUTPUT loki A: has more than one line. write it in one",
        "OUTPUT loki B: has no value. leave the key out",
        "OUTPUT loki C: would make the image take the file for one of parsers. write it otherwise",
      ],
    ],
    [
      "a plugin that the image has not",
      first(sound, (section) => ({ ...section, properties: [["Name", "kafka-rest"], ...section.properties.slice(2)] })),
      [
        "OUTPUT loki: is no plugin of the pinned image. name one of cloudwatch_logs, es, loki, opensearch, opentelemetry, s3",
        "OUTPUT loki: matches nothing. add Match",
      ],
    ],
    [
      "two outputs of one name, and one of none",
      {
        ...sound,
        outputs: [
          ...sound.outputs,
          ...sound.outputs.slice(0, 1),
          ...sound.outputs.slice(1).map((one) => without(one, "Alias")),
        ],
      },
      [
        "OUTPUT loki Alias: is loki, as that of another. give it a name of its own",
        "OUTPUT s3 Alias: is missing. give it a name of its own",
      ],
    ],
    [
      "lines that are joined twice, and too late",
      { ...sound, filters: [...sound.filters, ...sound.filters.slice(0, 1)] },
      [
        "FILTER multiline emitter_name: is joined-app, as that of another. give it a name of its own",
        "FILTER multiline app-firelens-*: joins what another joins, which never ends. keep one",
        "FILTER multiline app-firelens-*: stands behind a filter that would work twice. put it first",
        "FILTER multiline app-firelens-*: joins what another joins, which never ends. keep one",
      ],
    ],
  ])("is told of %s", (_, config, expected) => {
    expect(told(config)).toEqual(expected);
  });
});
