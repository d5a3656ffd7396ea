/** Grafana's signature over a webhook: HMAC-SHA256 in hex over `<timestamp>:<body>`, the timestamp in seconds. */
import { createHmac, timingSafeEqual } from "node:crypto";

/** Seconds that a clock may be off, and that a message may be under way. */
export const WINDOW_SECONDS = 300;

export interface Signed {
  readonly body: string;
  readonly signature: string | undefined;
  /** Seconds since 1970, as text. */
  readonly timestamp: string | undefined;
}

export type Verdict = { readonly genuine: true } | { readonly genuine: false; readonly reason: Forgery };

export type Forgery = "no signature" | "no timestamp" | "stale timestamp" | "wrong signature";

/**
 * Whether a message is Grafana's and new. Takes as long for a wrong signature as for a right one.
 * @param secrets the shared secrets that are in force: two while one is being replaced
 * @param now milliseconds since 1970
 */
export function verify({ body, signature, timestamp }: Signed, secrets: readonly string[], now: number): Verdict {
  if (signature === undefined || signature === "") return forged("no signature");
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return forged("no timestamp");
  if (Math.abs(now / 1000 - Number(timestamp)) > WINDOW_SECONDS) return forged("stale timestamp");
  const matches = secrets.map((secret) => equal(sign(secret, timestamp, body), signature.toLowerCase()));
  return matches.includes(true) ? { genuine: true } : forged("wrong signature");
}

export function sign(secret: string, timestamp: string, body: string): string {
  return createHmac("sha256", secret).update(`${timestamp}:${body}`).digest("hex");
}

/** Digests of both are compared, so that their lengths tell nothing either. */
function equal(one: string, other: string): boolean {
  const digest = (text: string) => createHmac("sha256", "length").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function forged(reason: Forgery): Verdict {
  return { genuine: false, reason };
}
