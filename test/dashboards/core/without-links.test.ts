/** Links to dashboards that an estate lacks are taken out, and nothing else is. */
import { describe, expect, it } from "vitest";
import { dashboard } from "../../../dashboards/core/dashboard";
import { row } from "../../../dashboards/core/grid";
import { timeSeries } from "../../../dashboards/core/panels";
import { withoutLinks } from "../../../dashboards/core/without-links";
import { latency, requests, scope } from "./support";

const board = dashboard({
  uid: "one",
  title: "One",
  description: "One.",
  folder: "One",
  tags: [],
  file: "dashboards/one.ts",
  from: "now-1h",
  sources: scope().sources,
  variables: [],
  rows: [
    row("Row", [
      timeSeries({
        ...requests,
        drillDowns: [
          { title: "Gone", dashboard: "security-events" },
          { title: "Kept", dashboard: "services" },
        ],
      }),
      timeSeries(latency),
    ]),
  ],
});

const urls = (json: string) => [...json.matchAll(/"url":"(\/d\/[a-z-]+)/g)].map(([, url]) => url);

describe("withoutLinks", () => {
  it("takes out links to what is absent, and leaves the others", () => {
    expect(urls(board.json())).toEqual(["/d/security-events", "/d/services", "/d/services"]);
    const less = withoutLinks(board, ["security-events"]);
    expect(urls(less.json())).toEqual(["/d/services", "/d/services"]);
    expect(JSON.parse(less.json())).toEqual(less.model);
  });

  it("changes nothing else: without the links of its panels, it is the same to the byte", () => {
    const less = withoutLinks(board, ["security-events", "services"]);
    const bare = (json: string) =>
      JSON.stringify(JSON.parse(json, (key, value: unknown) => (key === "links" ? undefined : value)));
    expect(bare(less.json())).toBe(bare(board.json()));
    expect(less.json()).not.toBe(board.json());
  });

  it("is the dashboard itself where nothing leads there", () => {
    expect(withoutLinks(board, ["home"])).toBe(board);
  });
});
