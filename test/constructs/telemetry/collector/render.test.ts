/** The text of a config and its name. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { collectorConfig } from "../../../../constructs/telemetry/collector/build";
import { renderCollector } from "../../../../constructs/telemetry/collector/render";
import { input, METRICS, TEMPO, WRITTEN, XRAY } from "./support";

const full = () => collectorConfig(input({ routes: [METRICS, WRITTEN, TEMPO, XRAY], statsd: true }));

describe("a rendered config", () => {
  it("says the same as the data", () => {
    expect(parse(renderCollector(full()).text)).toEqual(full());
  });

  it("is the same bytes each time, named by their hash", () => {
    const { text, sha256 } = renderCollector(full());
    expect(renderCollector(full())).toEqual({ text, sha256 });
    expect(sha256).toBe(createHash("sha256").update(text).digest("hex"));
    expect(renderCollector(collectorConfig(input())).sha256).not.toBe(sha256);
  });

  it("has no anchors and no line that a long pattern is broken over", () => {
    const allowList = Array.from({ length: 200 }, (_, index) => `metric.with.a.long.name.${String(index)}`);
    const { text } = renderCollector(collectorConfig(input({ allowList, statsd: true })));
    expect(text).not.toMatch(/(^|\s)[&*][a-z]\d*(\s|$)/m);
    expect(text.split("\n").filter((line) => line.includes("IsMatch"))).toHaveLength(1);
  });

  it("quotes what YAML 1.1 would read as something else", () => {
    const attributes = { "service.name": "on", "service.version": "1.10" };
    const { text } = renderCollector(collectorConfig(input({ attributes })));
    expect(text).toContain('value: "on"');
    expect(text).toContain('value: "1.10"');
  });
});
