/** What is installed on instances: each file in a version that its name tells, known by a digest or said to be unknown. */
import { describe, expect, it } from "vitest";
import collector from "../../../config/facts/collector-components.json" with { type: "json" };
import { ARCHITECTURES, COLLECTOR_PACKAGE, EXPORTERS, programFile, versionOf } from "../../../config/fleet-programs";

const PROGRAMS = [...EXPORTERS, "router"] as const;

describe("programs of the fleet", () => {
  it("have the collector in the version whose components configs are checked against", () => {
    expect(COLLECTOR_PACKAGE).toEqual({ name: "AWSDistroOTel-Collector", version: collector.version });
  });

  it.each(PROGRAMS.flatMap((program) => ARCHITECTURES.map((architecture) => [program, architecture] as const)))(
    "have one file of %s for %s, by its version and processor",
    (program, architecture) => {
      const { name, url, sha256 } = programFile(program, architecture, {});
      const processors = architecture === "arm64" ? /arm64|aarch64/ : /amd64|x86_64/;
      expect(name).toContain(versionOf(program));
      expect(name).toMatch(processors);
      expect(url).toMatch(/^https:\/\//);
      expect(sha256 === undefined).toBe(program === "router");
    },
  );

  it("differ in their digests", () => {
    const digests = PROGRAMS.flatMap((program) =>
      ARCHITECTURES.map((architecture) => programFile(program, architecture, {}).sha256),
    ).filter((digest) => digest !== undefined);
    expect(new Set(digests).size).toBe(EXPORTERS.length * ARCHITECTURES.length);
  });

  it("are known by the digest of the estate where it has one", () => {
    const { name } = programFile("node", "x86_64", {});
    expect(programFile("node", "x86_64", { [name]: "f".repeat(64) }).sha256).toBe("f".repeat(64));
  });
});
