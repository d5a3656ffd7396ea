/** Rate, errors and duration of whatever OpenTelemetry times, and from where on they are bad. */
import { type Filter, histogramQuantile, percentOf, promql, type PromExpr, type PromSelector } from "../core/query";
import type { Threshold } from "../core/signal";
import { CHOSEN_SERVICES } from "./chosen-services";

/** Percent that fails: at 1 % what 99.9 % allow in a month is used up in three days, at 5 % within a night. */
export const ERRORS: Threshold & { readonly badAbove: number } = { warnAbove: 1, badAbove: 5 };

/** Seconds: up to a half people hardly notice, above one they lose their thread. */
export const DURATION: Threshold = { warnAbove: 0.5, badAbove: 1 };

/** A histogram of durations in seconds. */
export interface Timed {
  /** Name without `_bucket`, `_sum` and `_count`. */
  readonly family: string;
  /** What tells that it failed. */
  readonly failed: Filter;
}

/** By the conventions what fails names an error, and nothing else does. */
const NAMED_ERROR: Filter = { error_type: { not: "" } };

/** Requests answered. A 4xx is the caller's fault. */
export const HTTP_SERVER: Timed = {
  family: "http_server_request_duration_seconds",
  failed: { http_response_status_code: { matches: "5.." } },
};

/** Requests sent. What the other side refuses has failed for the caller, and a time-out has no status. */
export const HTTP_CLIENT: Timed = { family: "http_client_request_duration_seconds", failed: NAMED_ERROR };
export const RPC_SERVER: Timed = { family: "rpc_server_call_duration_seconds", failed: NAMED_ERROR };
export const RPC_CLIENT: Timed = { family: "rpc_client_call_duration_seconds", failed: NAMED_ERROR };
export const DATABASE: Timed = { family: "db_client_operation_duration_seconds", failed: NAMED_ERROR };
export const MESSAGES_SENT: Timed = { family: "messaging_client_operation_duration_seconds", failed: NAMED_ERROR };
export const MESSAGES_PROCESSED: Timed = { family: "messaging_process_duration_seconds", failed: NAMED_ERROR };

/** How many in a second, by labels. */
export function rate({ family }: Timed, ...by: readonly string[]): PromExpr {
  return together(chosenHere(family, "count").rate(), by);
}

/** How many fail in a second, by labels; zero where all succeed. */
export function failureRate(timed: Timed, ...by: readonly string[]): PromExpr {
  const failed = chosenHere(timed.family, "count").where(timed.failed);
  return together(failed.rate(), by).orZeroOf(rate(timed, ...by));
}

/** Percent that fails, by labels. */
export function errorShare(timed: Timed, ...by: readonly string[]): PromExpr {
  return percentOf(failureRate(timed, ...by), rate(timed, ...by));
}

/** Seconds that a share, 0-1, stays below, by labels. */
export function duration(share: number, { family }: Timed, ...by: readonly string[]): PromExpr {
  return histogramQuantile(share, chosenHere(family, "bucket").rate(), ...by);
}

/** Series of a histogram that fit what people choose. */
export function chosenHere(family: string, part: "bucket" | "count" | "sum"): PromSelector {
  return promql(`${family}_${part}`).where(CHOSEN_SERVICES);
}

/** One sum, or one for each value of the labels. */
export function together(expr: PromExpr, by: readonly string[]): PromExpr {
  return by.length === 0 ? expr.sum() : expr.sumBy(...by);
}
