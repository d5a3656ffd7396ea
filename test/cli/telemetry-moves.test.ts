/** A change of destination changes what has to do with it, and nothing else. */
import { describe, expect, it } from "vitest";
import { reportOf, type SwitchReport } from "../../cli/commands/demo-switch";
import { stackDiff } from "../../cli/stack-diff";
import { synthesise } from "../../cli/synthesise";
import { isMissing, telemetryMoves } from "../../cli/telemetry-moves";
import { amazonManagedExample, minimalExample, showcase } from "../support/fixtures";

const moves = telemetryMoves(showcase());
const reports = new Map<string, SwitchReport>();

/** A move of the showcase, synthesised once. */
function report(title: string): SwitchReport {
  const known = reports.get(title);
  if (known !== undefined) return known;
  const move = moves.find((candidate) => candidate.title === title);
  if (move === undefined) throw new Error(`no move ${title}`);
  const made = reportOf(move, showcase(), synthesise);
  reports.set(title, made);
  return made;
}

/** Types of what a step adds, changes and removes, each once. */
function types({ steps }: SwitchReport, what: "added" | "changed" | "removed"): readonly (readonly string[])[] {
  return steps.map((step) => {
    const addresses = what === "changed" ? step.changed.map(({ address }) => address) : step[what];
    return [...new Set(addresses.map((address) => address.split(".")[0] ?? ""))].toSorted();
  });
}

describe("moves", () => {
  it("are the three that people make, each by way of shipping to both", () => {
    expect(
      moves.map((move) => [move.title, isMissing(move) ? move.missing : move.steps.map(({ title }) => title)]),
    ).toEqual([
      [
        "Loki to OpenSearch",
        ["ship to loki", "ship to both, read the old", "ship to both, read the new", "ship to opensearch alone"],
      ],
      [
        "Tempo to X-Ray",
        ["ship to tempo", "ship to both, read the old", "ship to both, read the new", "ship to xray alone"],
      ],
      [
        "Grafana Cloud to Amazon Managed Prometheus",
        [
          "ship to grafana-cloud",
          "ship to both, read the old",
          "ship to both, read the new",
          "ship to amazon-managed-prometheus alone",
        ],
      ],
    ]);
  });

  it("say what an estate lacks for them", () => {
    const told = (config: Parameters<typeof telemetryMoves>[0]) =>
      telemetryMoves(config).flatMap((move) => (isMissing(move) ? [`${move.title}: ${move.missing}`] : []));
    expect(told(minimalExample())).toEqual([
      "Loki to OpenSearch: grafana.dataSources.opensearch",
      "Tempo to X-Ray: grafana.dataSources.xray",
    ]);
    expect(told(amazonManagedExample())).toEqual(["Away from Grafana Cloud: grafana.platform: grafana-cloud"]);
  });
});

describe("a step of a move", () => {
  it("from Loki to OpenSearch destroys nothing but Loki's data source, at the end", () => {
    const moved = report("Loki to OpenSearch");
    expect(moved.steps.map(({ removed }) => removed)).toEqual([
      [],
      [],
      ["grafana_data_source.grafana_data-sources_estate-loki"],
    ]);
  });

  it("reads the new store with the same dashboards, under the same UIDs", () => {
    for (const { title } of moves) {
      const [, read] = types(report(title), "changed");
      expect(read, title).toContain("grafana_dashboard");
      for (const step of report(title).steps)
        expect([...step.added, ...step.removed].filter((address) => address.startsWith("grafana_dashboard."))).toEqual(
          [],
        );
    }
  });

  it("leaves by far the most of the estate as it is", () => {
    for (const { title } of moves)
      for (const step of report(title).steps)
        expect(step.added.length + step.changed.length + step.removed.length, `${title}: ${step.title}`).toBeLessThan(
          step.unchanged * 0.1,
        );
  });

  it("touches nothing of cost, people and the platform's own access", () => {
    const foreign = /\.(cost_|platform_|grafana_people_|readers_)/;
    for (const { title } of moves)
      for (const { added, removed, changed } of report(title).steps)
        expect(
          [...added, ...removed, ...changed.map(({ address }) => address)].filter((one) => foreign.test(one)),
        ).toEqual([]);
  });
});

describe("stackDiff", () => {
  const one = { resource: { aws_sns_topic: { a: { name: "a", "//": {} }, b: { name: "b" } } } };

  it("is empty for a stack and itself, whatever its metadata says", () => {
    const same = { resource: { aws_sns_topic: { a: { name: "a", "//": { metadata: {} } }, b: { name: "b" } } } };
    expect(stackDiff(one, same)).toEqual({ added: [], removed: [], changed: [] });
  });

  it("tells what is new, what is gone and which arguments differ", () => {
    const other = { resource: { aws_sns_topic: { a: { name: "x", tags: {} } } }, data: { aws_region: { here: {} } } };
    expect(stackDiff(one, other)).toEqual({
      added: ["data.aws_region.here"],
      removed: ["aws_sns_topic.b"],
      changed: [{ address: "aws_sns_topic.a", args: ["name", "tags"] }],
    });
  });
});
