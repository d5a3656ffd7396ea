/** `grafana.dataSources.securityLake`: what the lake collects decides what dashboards show. */
import { describe, expect, it } from "vitest";
import { problemText } from "../../config/problem";
import { BASE, problemsOf } from "./support";

/** What is told of the base with a lake. */
function told(settings: string): readonly string[] {
  const text = BASE.replace(
    "queryCaching: true\n",
    `queryCaching: true\n  dataSources: { securityLake: { account: main, ${settings} } }\n`,
  );
  return problemsOf(text).map((problem) => problemText(problem).replace(/^estate\.yaml:[\d:]+ /, ""));
}

describe("grafana.dataSources.securityLake", () => {
  it("takes the sources that there are, and custom ones", () => {
    expect(told("sources: [findings, waf], detections: [falco, Own_Sensor-2]")).toEqual([]);
  });

  it.each([
    ["no source", "sources: []", "sources: must name at least one source (got an empty list). Write at least 1 entry."],
    [
      "a source misspelt",
      "sources: [finding]",
      'sources[0]: must be cloud-trail, findings, vpc-flow, dns or waf (got "finding"). Did you mean "findings"?',
    ],
    [
      "a custom source with a name that AWS refuses",
      "detections: [falco on ecs]",
      'detections[0]: must be the name of a custom source: at most 20 letters, digits, hyphens and underscores (got "falco on ecs"). See docs/configuration.md.',
    ],
    [
      "a custom source with a name that is too long",
      "detections: [abcdefghijklmnopqrstu]",
      'detections[0]: must be the name of a custom source: at most 20 letters, digits, hyphens and underscores (got "abcdefghijklmnopqrstu"). See docs/configuration.md.',
    ],
  ])("refuses %s", (_, settings, expected) => {
    expect(told(settings)).toEqual([`grafana.dataSources.securityLake.${expected}`]);
  });
});
