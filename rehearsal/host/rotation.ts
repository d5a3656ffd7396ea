/**
 * Rotating tokens: from some time before its end on, the Grafana provider plans `ready_for_rotation`, which forces a new
 * token. It is the only plan of the pinned providers that depends on the time of day.
 * Source: grafana/terraform-provider-grafana, CustomizeDiff of every resource `*_rotating_token`, read 2026-11.
 */
import type { ObjectValue, Value } from "./dynamic-value";
import type { AttributePath } from "./replacement";

const READY = "ready_for_rotation";

/** The plan for a token that stands, at the given time: as it is, or to be replaced. */
export function planRotation(
  type: string,
  prior: ObjectValue | null,
  planned: ObjectValue,
  now: Date,
): { readonly planned: ObjectValue; readonly replaced: readonly AttributePath[] } {
  if (prior === null || !type.endsWith("_rotating_token") || !isDue(prior, planned, now)) {
    return { planned, replaced: [] };
  }
  return { planned: { ...planned, [READY]: true }, replaced: [{ steps: [{ attribute_name: READY }] }] };
}

function isDue(prior: ObjectValue, planned: ObjectValue, now: Date): boolean {
  const end = Date.parse(text(prior["expires_at"]) || text(prior["expiration"]));
  if (Number.isNaN(end)) return false;
  const seconds = planned["early_rotation_window_seconds"];
  const early = typeof seconds === "number" ? seconds * 1000 : milliseconds(text(planned["early_rotation_window"]));
  return now.getTime() > end - early;
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000 };

/** A duration as Go writes it, such as `1h30m`. */
function milliseconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)([hms])/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ""] ?? 0), 0);
}

function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
