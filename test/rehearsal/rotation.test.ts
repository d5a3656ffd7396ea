/** Tokens that rotate by themselves: the one thing in a plan that depends on the time. */
import { describe, expect, it } from "vitest";
import { planRotation } from "../../rehearsal/host/rotation";

const ACCESS = "grafana_cloud_access_policy_rotating_token";
const SERVICE_ACCOUNT = "grafana_service_account_rotating_token";
const REPLACED = [{ steps: [{ attribute_name: "ready_for_rotation" }] }];

const access = { expires_at: "2030-01-31T00:00:00Z", early_rotation_window: "24h30m", ready_for_rotation: false };
const account = {
  expiration: "2030-01-31T00:00:00Z",
  early_rotation_window_seconds: 3600,
  ready_for_rotation: false,
};

describe("planRotation", () => {
  it.each([
    ["before its window", ACCESS, access, "2030-01-29T23:29:59Z", false],
    ["within its window", ACCESS, access, "2030-01-29T23:30:01Z", true],
    ["after its end", ACCESS, access, "2031-01-01T00:00:00Z", true],
    ["before its window, in seconds", SERVICE_ACCOUNT, account, "2030-01-30T22:59:59Z", false],
    ["within its window, in seconds", SERVICE_ACCOUNT, account, "2030-01-30T23:00:01Z", true],
    ["without an end", ACCESS, { ...access, expires_at: null }, "2031-01-01T00:00:00Z", false],
    ["that does not rotate", "grafana_cloud_access_policy_token", access, "2031-01-01T00:00:00Z", false],
  ])("judges a token %s", (_, type, token, now, due) => {
    expect(planRotation(type, token, token, new Date(now))).toEqual({
      planned: { ...token, ready_for_rotation: due },
      replaced: due ? REPLACED : [],
    });
  });

  it("leaves a new token alone", () => {
    expect(planRotation(ACCESS, null, access, new Date("2031-01-01T00:00:00Z")).replaced).toEqual([]);
  });
});
