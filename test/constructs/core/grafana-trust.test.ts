import { describe, expect, it } from "vitest";
import { readerRoleName, readerRolePattern } from "../../../constructs/core/grafana-trust";

describe("readerRoleName", () => {
  it.each(["acme", "a".repeat(40)])("is within reach of the pattern, for %s", (organisation) => {
    const prefix = readerRolePattern(organisation).slice(0, -1);
    expect(readerRolePattern(organisation)).toBe(`${organisation}-grafana-*`);
    expect(readerRoleName(organisation, "cost")).toBe(`${prefix}cost`);
  });

  it("stays within reach when it is so long that it is cut", () => {
    const organisation = "a".repeat(40);
    const name = readerRoleName(organisation, "cloudwatch-of-the-account-of-production");
    expect(name).toHaveLength(64);
    expect(name.startsWith(`${organisation}-grafana-`)).toBe(true);
  });
});
