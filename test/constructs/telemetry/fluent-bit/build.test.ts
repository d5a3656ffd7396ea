/** The configuration of a log router: to the letter for one estate, and what each setting of the policy changes. */
import { describe, expect, it } from "vitest";
import { fluentBitConfig } from "../../../../constructs/telemetry/fluent-bit/build";
import { valueOf, type Section } from "../../../../constructs/telemetry/fluent-bit/fluent-bit-config";
import { lokiShape } from "../../../../constructs/telemetry/fluent-bit/log-record";
import { renderFluentBit } from "../../../../constructs/telemetry/fluent-bit/render";
import { fluentBitFaults } from "../../../../constructs/telemetry/fluent-bit/validate";
import { collected, input, own, policy } from "./support";

const filtersNamed = (name: string, sections: readonly Section[]) =>
  sections.filter((section) => valueOf(section, "Name") === name);

describe("the file of a log router", () => {
  it("is this text", () => {
    const { main, parsers } = renderFluentBit(fluentBitConfig(input({ policy: policy({ redact: [] }) })));
    expect(parsers).toBeUndefined();
    expect(main.text.replace(/(code +).*/, "$1…")).toBe(`[SERVICE]
    Flush                               1
    Grace                               30
    Log_Level                           warn
    HTTP_Server                         On
    HTTP_Listen                         127.0.0.1
    HTTP_Port                           2020
    scheduler.base                      3
    scheduler.cap                       60
    storage.path                        /var/lib/fluent-bit/buffer
    storage.type                        filesystem
    storage.inherit                     On
    storage.sync                        normal
    storage.metrics                     On
    storage.max_chunks_up               32
    storage.backlog.mem_limit           32M
    storage.delete_irrecoverable_chunks On
    storage.keep.rejected               On
    storage.rejected.path               rejected
    storage.rejected.limit              64M

[FILTER]
    Name                  multiline
    Match                 app-firelens-*
    multiline.key_content log
    mode                  partial_message
    buffer                On
    flush_ms              2000
    emitter_name          joined-app
    emitter_mem_buf_limit 10M
    emitter_storage.type  filesystem

[FILTER]
    Name   modify
    Match  app-firelens-*
    Rename log body
    Rename source log.iostream
    Rename container_id container.id
    Remove container_name
    Set    container.name app

[FILTER]
    Name  lua
    Match *-firelens-*
    call  read_fields
    code  …

[FILTER]
    Name   record_modifier
    Match  *-firelens-*
    Record aws.ecs.task.arn \${ECS_TASK_ARN}
    Record aws.ecs.task.revision \${ECS_REVISION}
    Record service.name checkout
    Record cloud.region eu-central-1

[OUTPUT]
    Name                     loki
    Match                    *-firelens-*
    Alias                    loki
    Host                     \${LOGS_HOST}
    Remove_Keys              $service.name, $cloud.region
    Retry_Limit              no_limits
    storage.total_limit_size 512M
`);
  });

  it("is named by the hash of its bytes, which are the same for the same estate", () => {
    const [one, same, other] = [input(), input(), input({ service: "search", memory: 256 })].map((given) =>
      renderFluentBit(fluentBitConfig(given)),
    );
    expect(one).toEqual(same);
    expect(one?.main.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(one?.main.sha256).not.toBe(other?.main.sha256);
  });

  it("has no fault that can be told without Fluent Bit, whatever the policy", () => {
    const policies = [
      policy(),
      policy({ redact: ["email", "ipv4"], redactPatterns: ["\\bid=\\d+"], drop: [{ pattern: "GET /health" }] }),
      policy({ buffer: { onDisk: false, retries: 5, deadLetterMiB: 0 } }),
      policy({ multiline: { dated: { start: "^\\d{4}-" } } }),
    ];
    for (const one of policies) {
      const containers = [{ name: "app", multiline: "dated" }, { name: "web" }, { name: "job", multiline: "java" }];
      const routes = [own("loki"), own("s3"), collected("otlp")];
      expect(fluentBitFaults(fluentBitConfig(input({ policy: one, containers, routes })), ["LOGS_HOST"])).toEqual([]);
    }
  });
});

describe("the log policy", () => {
  it("joins lines of each container in its own way, before anything else", () => {
    const containers = [{ name: "app", multiline: "java" }, { name: "web", multiline: "dated" }, { name: "job" }];
    const { filters, parsers } = fluentBitConfig(
      input({ containers, policy: policy({ multiline: { dated: { start: '^\\d+/"x' }, unused: { start: "a" } } }) }),
    );
    expect(
      filters
        .slice(0, 3)
        .map((section) => [
          valueOf(section, "Match"),
          valueOf(section, "multiline.parser"),
          valueOf(section, "mode"),
          valueOf(section, "emitter_name"),
        ]),
    ).toEqual([
      ["app-firelens-*", "java", undefined, "joined-app"],
      ["web-firelens-*", "estate-dated", undefined, "joined-web"],
      ["job-firelens-*", undefined, "partial_message", "joined-job"],
    ]);
    expect(parsers.map(({ properties }) => properties)).toEqual([
      [
        ["name", "estate-dated"],
        ["type", "regex"],
        ["flush_timeout", "2000"],
        ["rule", '"start_state" "/^\\d+\\/\\x22x/" "rest"'],
        ["rule", '"rest" "/^(?!\\d+\\/\\x22x)/" "rest"'],
      ],
    ]);
    const { parsers: file } = renderFluentBit(
      fluentBitConfig(input({ containers, policy: policy({ multiline: { dated: { start: "x" } } }) })),
    );
    expect(file?.text.split("\n").slice(0, 2)).toEqual(["[MULTILINE_PARSER]", "    name          estate-dated"]);
    expect(file?.text).toContain('"rest" "/^(?!.*x)/" "rest"');
  });

  it("drops what it says, for the services and containers that it says, before anything is done to it", () => {
    const drop = [
      { pattern: "GET /health" },
      { pattern: "debug", service: "search" },
      { pattern: "noise", service: "checkout", container: "web" },
      { pattern: "never", container: "gone" },
    ];
    const { filters } = fluentBitConfig(
      input({ policy: policy({ drop }), containers: [{ name: "app" }, { name: "web" }] }),
    );
    expect(filtersNamed("grep", filters).map(({ properties }) => properties)).toEqual([
      [
        ["Name", "grep"],
        ["Match", "*-firelens-*"],
        ["Exclude", "$body GET /health"],
      ],
      [
        ["Name", "grep"],
        ["Match", "web-firelens-*"],
        ["Exclude", "$body noise"],
      ],
    ]);
    const order = filters.map((section) => valueOf(section, "Name"));
    expect(order).toEqual([
      ...["multiline", "multiline", "modify", "modify", "grep", "grep", "lua", "lua", "record_modifier"],
    ]);
  });

  it("blackens nothing where it says so", () => {
    const calls = (redact: readonly string[]) =>
      filtersNamed("lua", fluentBitConfig(input({ policy: policy({ redact }) })).filters).map((section) =>
        valueOf(section, "call"),
      );
    expect(calls([])).toEqual(["read_fields"]);
    expect(calls(["email"])).toEqual(["read_fields", "redact"]);
  });

  it.each([
    [{}, ["no_limits", "512M", "On", "64M", "/var/lib/fluent-bit/buffer"]],
    [
      { retries: 7, diskMiB: 0, deadLetterMiB: 0 },
      ["7", undefined, undefined, undefined, "/var/lib/fluent-bit/buffer"],
    ],
    [{ onDisk: false, retries: 3, deadLetterMiB: 0 }, ["3", undefined, undefined, undefined, undefined]],
  ])("buffers as %o says", (buffer, expected) => {
    const { service, outputs } = fluentBitConfig(input({ policy: policy({ buffer }) }));
    const [output] = outputs;
    expect([
      output && valueOf(output, "Retry_Limit"),
      output && valueOf(output, "storage.total_limit_size"),
      valueOf(service, "storage.keep.rejected"),
      valueOf(service, "storage.rejected.limit"),
      valueOf(service, "storage.path"),
    ]).toEqual(expected);
  });

  it("keeps half of the memory for chunks", () => {
    const chunks = (memory: number) => valueOf(fluentBitConfig(input({ memory })).service, "storage.max_chunks_up");
    expect([64, 128, 512].map(chunks)).toEqual(["16", "32", "128"]);
  });
});

describe("the outputs", () => {
  it("are those of the routes, and the collector once for all others", () => {
    const { outputs } = fluentBitConfig(input({ routes: [own("loki"), collected("a"), own("s3"), collected("b")] }));
    expect(
      outputs.map((section) => [valueOf(section, "Alias"), valueOf(section, "Name"), valueOf(section, "store_dir")]),
    ).toEqual([
      ["loki", "loki", undefined],
      ["s3", "s3", "/var/lib/fluent-bit/s3"],
      ["collector", "opentelemetry", undefined],
    ]);
    expect(outputs.map((section) => valueOf(section, "Match"))).toEqual(Array(3).fill("*-firelens-*"));
    expect(outputs.map((section) => valueOf(section, "store_dir_limit_size"))).toEqual([undefined, "512M", undefined]);
  });

  it("give Loki the line alone, whatever the router has added", () => {
    const [loki, other] = fluentBitConfig(
      input({ routes: [own("loki", { Remove_Keys: "$a, $service.name" }), own("es")] }),
    ).outputs;
    expect([loki, other].map((section) => section && valueOf(section, "Remove_Keys"))).toEqual([
      "$a, $service.name, $cloud.region",
      undefined,
    ]);
  });

  it("leave the resource to the collector where nothing else is sent to", () => {
    const placing = (routes: Parameters<typeof input>[0]) =>
      filtersNamed("record_modifier", fluentBitConfig(input(routes)).filters)[0]?.properties.filter(
        ([key, value]) => key === "Record" && !value.startsWith("aws."),
      );
    expect(placing({ routes: [collected("otlp")] })).toEqual([]);
    expect(placing({ routes: [collected("otlp"), own("opensearch")] })).toEqual([
      ["Record", "service.name checkout"],
      ["Record", "cloud.region eu-central-1"],
    ]);
  });
});

describe("what Loki gets", () => {
  it("is few labels, the rest beside the line, and nothing but the line", () => {
    expect(lokiShape({ labels: ["container"] }, { "service.name": "checkout" })).toEqual({
      labels: ["container_name=$container.name"],
      metadata: [
        "trace_id=$trace_id",
        "span_id=$span_id",
        "level=$severity_text",
        "log_iostream=$log.iostream",
        "aws_ecs_task_arn=$aws.ecs.task.arn",
      ],
      removed: [
        ...["$severity_text", "$trace_id", "$span_id", "$log.iostream", "$container.name", "$container.id"],
        ...["$aws.ecs.task.arn", "$aws.ecs.task.revision", "$service.name"],
      ],
    });
    expect(lokiShape({ labels: [] }, {}).labels).toEqual([]);
  });
});
