/** Links from one kind of data to another lead to data sources that are there, whatever combination of them there is. */
import { describe, expect, it } from "vitest";
import { correlations, type Links } from "../../../constructs/grafana/correlation";
import { DATA_SOURCES, type DataSourceKind } from "../../../dashboards";
import { amazonManagedExample, minimalExample, showcase } from "../../support/fixtures";
import { synthEstate } from "../../support/synth";
import { resources } from "../../support/template";

/** Every UID of a data source that settings name, wherever it stands. */
function uidsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    /datasourceuid$/i.test(key) && typeof inner === "string" ? [inner] : uidsIn(inner),
  );
}

/** UIDs that settings name and that no data source has. */
function dangling(settings: readonly unknown[], uids: readonly string[]): string[] {
  return settings.flatMap(uidsIn).filter((uid) => !uids.includes(uid));
}

const KINDS = ["prometheus", "loki", "tempo", "jaeger", "opensearch", "elasticsearch"] as const;
const SETS: readonly ReadonlySet<DataSourceKind>[] = Array.from(
  { length: 2 ** KINDS.length },
  (_, bits) => new Set(KINDS.filter((_kind, index) => (bits >> index) % 2 === 1)),
);

/** The first store of each kind is the one that is read. */
function read(kinds: ReadonlySet<DataSourceKind>) {
  const first = (...stores: DataSourceKind[]) => stores.find((kind) => kinds.has(kind));
  return { logs: first("loki", "opensearch", "elasticsearch"), traces: first("tempo", "jaeger") };
}

const linksOf = (...kinds: DataSourceKind[]): ReadonlyMap<DataSourceKind, Links> =>
  correlations(new Set(kinds), read(new Set(kinds)));

describe("correlations", () => {
  it("lead only to data sources that are there, for each of 64 combinations", () => {
    for (const kinds of SETS) {
      const uids = KINDS.filter((kind) => kinds.has(kind)).map((kind) => DATA_SOURCES[kind].uid);
      const links = correlations(kinds, read(kinds));
      expect(dangling([...links.values()], uids)).toEqual([]);
      expect([...links.keys()].filter((kind) => !kinds.has(kind))).toEqual([]);
    }
  });

  it("lead from a trace to its logs and metrics, from a log line and an exemplar to the trace", () => {
    const links = linksOf("prometheus", "loki", "tempo");
    expect(links.get("tempo")).toMatchObject({
      tracesToLogsV2: { datasourceUid: "estate-loki", tags: [{ key: "service.name", value: "service_name" }] },
      tracesToMetrics: { datasourceUid: "estate-prometheus" },
      serviceMap: { datasourceUid: "estate-prometheus" },
      nodeGraph: { enabled: true },
    });
    expect(links.get("loki")).toMatchObject({
      derivedFields: [{ matcherType: "label", matcherRegex: "trace_id", datasourceUid: "estate-tempo" }],
    });
    expect(links.get("prometheus")).toEqual({
      exemplarTraceIdDestinations: [{ name: "trace_id", datasourceUid: "estate-tempo" }],
    });
  });

  it("follow the stores that there are: Jaeger for Tempo, OpenSearch for Loki", () => {
    const links = linksOf("prometheus", "opensearch", "jaeger");
    expect(links.get("jaeger")).toMatchObject({ tracesToLogsV2: { datasourceUid: "estate-opensearch" } });
    expect(links.get("opensearch")).toMatchObject({
      dataLinks: [{ field: "trace_id", datasourceUid: "estate-jaeger" }],
    });
  });

  it("lead to the store that is read, not to the one beside it during a move", () => {
    const both = new Set<DataSourceKind>(["prometheus", "loki", "opensearch", "tempo", "jaeger"]);
    const links = correlations(both, { logs: "opensearch", traces: "jaeger" });
    expect(links.get("tempo")).toMatchObject({ tracesToLogsV2: { datasourceUid: "estate-opensearch" } });
    expect(links.get("loki")).toMatchObject({ derivedFields: [{ datasourceUid: "estate-jaeger" }] });
    expect(correlations(both, { logs: "loki", traces: "xray" }).has("prometheus")).toBe(false); // X-Ray has ids of its own
  });

  it("are none for a store by itself", () => {
    expect(linksOf("loki")).toEqual(new Map());
    expect(linksOf("prometheus")).toEqual(new Map());
  });
});

describe.each([
  ["estate.yaml", showcase],
  ["examples/minimal.yaml", minimalExample],
  ["examples/amazon-managed.yaml", amazonManagedExample],
] as const)("the data sources of %s", (_file, config) => {
  const found = Object.values(resources(synthEstate(config()).estate, "grafana_data_source"));
  const uids = found.map(({ uid }) => String(uid));
  const settings = found.map(({ json_data_encoded }) => JSON.parse(String(json_data_encoded)) as unknown);

  it("name no data source that is not made", () => {
    expect(dangling(settings, uids)).toEqual([]);
  });

  it("would be told if one were gone", () => {
    for (const uid of new Set(settings.flatMap(uidsIn)))
      expect(
        dangling(
          settings,
          uids.filter((other) => other !== uid),
        ),
      ).toContain(uid);
  });
});
