/** The components of the pinned image, as data that other files lean on. */
import { describe, expect, it } from "vitest";
import {
  COMPONENT_KINDS,
  componentsOf,
  currentName,
  hasQueueOnDisk,
  typeOf,
} from "../../../config/collector-components";
import facts from "../../../config/facts/collector-components.json";

describe("the components of the collector's image", () => {
  it("are sorted, each once", () => {
    for (const kind of COMPONENT_KINDS) expect(componentsOf(kind)).toEqual([...new Set(componentsOf(kind))].toSorted());
    expect(COMPONENT_KINDS.map((kind) => componentsOf(kind).length)).toEqual([10, 15, 14, 7]);
  });

  it("are none of those that the image is known to lack", () => {
    const all = COMPONENT_KINDS.flatMap((kind) => componentsOf(kind));
    expect(["basicauth", "transform", "loki", "fluentforward"].filter((name) => all.includes(name))).toEqual([]);
  });

  it("have one name that is not deprecated", () => {
    for (const kind of COMPONENT_KINDS)
      for (const [old, current] of Object.entries(facts.deprecatedNames[kind])) {
        expect(componentsOf(kind)).toContain(current);
        expect(componentsOf(kind)).not.toContain(old);
      }
    expect(currentName("exporters", "otlphttp")).toBe("otlp_http");
    expect(currentName("exporters", "toString")).toBeUndefined();
  });

  it("are exporters where they have a queue on disk; remote write and X-Ray have none", () => {
    expect(facts.exportersWithQueueOnDisk.filter((name) => !componentsOf("exporters").includes(name))).toEqual([]);
    expect(["otlp_http/tempo", "prometheus_remote_write/amp", "awsxray"].map(hasQueueOnDisk)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("are named by the part before the slash", () => {
    expect(["otlp", "otlp/a", "otlp/a/b"].map(typeOf)).toEqual(["otlp", "otlp", "otlp"]);
  });

  it("say where they are from", () => {
    expect(facts.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(facts.url).toContain(`/${facts.version}/`);
  });
});
