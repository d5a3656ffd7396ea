import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NAME_RULES, physicalName, type NameKind } from "../../../constructs/core/names";

const KINDS = Object.keys(NAME_RULES) as NameKind[];

describe("NAME_RULES", () => {
  it("has the limits of the services", () => {
    expect(Object.fromEntries(KINDS.map((kind) => [kind, NAME_RULES[kind].max]))).toEqual({
      alarm: 255,
      anomalyMonitor: 1024,
      anomalySubscription: 1024,
      athenaWorkgroup: 128,
      budget: 100,
      ecsCluster: 255,
      ecsService: 255,
      ecsTaskFamily: 255,
      firehose: 64,
      glueCrawler: 255,
      glueDatabase: 255,
      glueSecurityConfiguration: 255,
      grafanaAccessPolicy: 180,
      grafanaWorkspace: 255,
      iamPolicy: 128,
      iamRole: 64,
      kmsAlias: 250,
      logAccountPolicy: 256,
      logGroup: 512,
      metricStream: 255,
      oamSink: 255,
      prometheusAlias: 100,
      secret: 512,
      securityGroup: 255,
      snsTopic: 256,
      ssmAssociation: 128,
      ssmDocument: 128,
    });
  });
});

describe("physicalName", () => {
  it("joins with hyphens", () => {
    expect(physicalName("iamRole", "acme", "grafana-cost")).toBe("acme-grafana-cost");
  });

  it("joins with underscores where the service has no hyphen", () => {
    expect(physicalName("glueDatabase", "acme_eu", "cost")).toBe("acme_eu_cost");
  });

  it("replaces what the service refuses", () => {
    expect(physicalName("budget", "acme", "a:b\\c d")).toBe("acme-a-b-c d");
    expect(physicalName("glueDatabase", "Ac-me", "cost")).toBe("_c_me_cost");
  });

  it("keeps a name of exactly the limit", () => {
    expect(physicalName("iamRole", "a".repeat(64))).toBe("a".repeat(64));
  });

  it("ends an over-long name in a hash that stays the same from release to release", () => {
    expect(physicalName("iamRole", "a".repeat(65))).toBe(`${"a".repeat(55)}-635361c4`);
    expect(physicalName("iamRole", "a".repeat(64), "b")).toHaveLength(64);
  });

  it("stays within the limit and the characters of every service", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        fc.array(fc.string({ maxLength: 400 }), { minLength: 1, maxLength: 4 }),
        (kind, parts) => {
          const name = physicalName(kind, ...parts);
          const { max, allowed } = NAME_RULES[kind];
          expect(name.length).toBeLessThanOrEqual(max);
          expect([...name].filter((char) => !allowed.test(char))).toEqual([]);
          expect(physicalName(kind, ...parts)).toBe(name);
        },
      ),
    );
  });

  it("keeps long names apart that differ only after the cut", () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), (a, b) => {
        const name = (tail: number): string => physicalName("iamRole", "x".repeat(70), String(tail));
        expect(name(a) === name(b)).toBe(a === b);
      }),
    );
  });
});
