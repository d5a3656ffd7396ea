import { describe, expect, it } from "vitest";
import { secretsInState } from "../../cli/secrets-in-state";
import type { PlannedChange, PlanReport } from "../../rehearsal";

/** A report of one change. */
function reportOf(type: string, change: Partial<PlannedChange>): PlanReport {
  const full: PlannedChange = { actions: ["create"], before: null, after: {}, ...change };
  const resource = {
    address: `${type}.x`,
    mode: "managed",
    type,
    name: "x",
    provider_name: "p",
    change: full,
  } as const;
  return {
    json: { format_version: "1.2", terraform_version: "1.11.4", resource_changes: [resource] },
    planFile: "tfplan",
    lastLine: "",
    add: 1,
    change: 0,
    destroy: 0,
    import: 0,
    replaced: [],
  };
}

const TOKEN = "grafana_cloud_access_policy_rotating_token";

describe("secretsInState", () => {
  it.each<readonly [what: string, type: string, change: Partial<PlannedChange>, secrets: number]>([
    [
      "a value that is known after apply",
      TOKEN,
      { after_sensitive: { token: true }, after_unknown: { token: true } },
      1,
    ],
    ["a value that is known", TOKEN, { after_sensitive: { token: true }, after: { token: "x" } }, 1],
    ["an argument that is left out", TOKEN, { after_sensitive: { token: true }, after: { token: null } }, 0],
    ["a write-only argument, which never comes back", TOKEN, { after_sensitive: { token: true } }, 0],
    [
      "values in blocks",
      "t",
      { after_sensitive: { b: [{ k: true }, {}] }, after: { b: [{ k: "1" }, {}] }, after_unknown: { b: [{}, {}] } },
      1,
    ],
    [
      "a block that is unknown as a whole",
      "t",
      { after_sensitive: { b: [{ k: true }] }, after_unknown: { b: true } },
      1,
    ],
    ["what its schema does not mark", "grafana_oncall_integration", { after_sensitive: {} }, 2],
    ["what is destroyed", TOKEN, { actions: ["delete"], after_sensitive: { token: true }, after: { token: "x" } }, 0],
    [
      "what is replaced",
      TOKEN,
      { actions: ["delete", "create"], after_sensitive: { token: true }, after: { token: "x" } },
      1,
    ],
  ])("counts %s", (_, type, change, secrets) => {
    expect(secretsInState(reportOf(type, change))).toBe(secrets);
  });
});
