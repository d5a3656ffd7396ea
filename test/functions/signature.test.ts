import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verify, WINDOW_SECONDS } from "../../functions/webhook/signature";

const NOW = 1_800_000_000_000;
const SECRETS = ["first-secret", "second-secret"];
const body = '{"alerts":[]}';

/** What Grafana sends, computed here independently of the code under test. */
const hmac = (secret: string, timestamp: string, text: string) =>
  createHmac("sha256", secret).update(`${timestamp}:${text}`).digest("hex");

const message = (over: Partial<{ secret: string; at: number; body: string; signed: string }> = {}) => {
  const timestamp = String(over.at ?? NOW / 1000);
  const signed = over.signed ?? over.body ?? body;
  return {
    body: over.body ?? body,
    timestamp,
    signature: hmac(over.secret ?? "first-secret", timestamp, signed),
  };
};

describe("the signature of a webhook", () => {
  it.each([
    ["of the secret in force", message()],
    ["of the other secret while one replaces it", message({ secret: "second-secret" })],
    ["at the edge of the window, late", message({ at: NOW / 1000 - WINDOW_SECONDS })],
    ["at the edge of the window, early", message({ at: NOW / 1000 + WINDOW_SECONDS })],
    ["in capital letters", { ...message(), signature: message().signature.toUpperCase() }],
  ])("is genuine %s", (_what, signed) => {
    expect(verify(signed, SECRETS, NOW)).toEqual({ genuine: true });
  });

  it.each([
    ["no signature", { ...message(), signature: undefined }],
    ["no signature", { ...message(), signature: "" }],
    ["no timestamp", { ...message(), timestamp: undefined }],
    ["no timestamp", { ...message(), timestamp: "soon" }],
    ["stale timestamp", message({ at: NOW / 1000 - WINDOW_SECONDS - 1 })],
    ["stale timestamp", message({ at: NOW / 1000 + WINDOW_SECONDS + 1 })],
    ["wrong signature", message({ secret: "guess" })],
    ["wrong signature", message({ body: '{"alerts":[1]}', signed: body })],
    ["wrong signature", { ...message(), timestamp: String(NOW / 1000 + 1) }],
    ["wrong signature", { ...message(), signature: message().signature.slice(0, 63) }],
  ])("is refused for %s", (reason, signed) => {
    expect(verify(signed, SECRETS, NOW)).toEqual({ genuine: false, reason });
  });

  it("is never genuine without a secret", () => {
    expect(verify(message({ secret: "" }), [], NOW)).toEqual({ genuine: false, reason: "wrong signature" });
  });
});
