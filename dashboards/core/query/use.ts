/**
 * What a query is written for. Dashboards interpolate variables and intervals; alert rules do not, so the same query
 * written for an alert leaves out what a variable would choose and takes fixed intervals. There is no other way to get
 * a variable into a query, hence none to get one into an alert.
 */
export type Use = "dashboard" | "alert";

export type Duration = `${number}${"s" | "m" | "h" | "d" | "w"}`;

/** A window that follows the dashboard's time picker and zoom, with the one that alerts take instead. */
export interface AdaptiveWindow {
  readonly macro: "$__rate_interval" | "$__range" | "$__auto";
  readonly alert: Duration;
}

export type Window = Duration | AdaptiveWindow;

/** The shortest window over which Prometheus can compute a rate at the zoom in force; five minutes in alerts. */
export const RATE_WINDOW: AdaptiveWindow = { macro: "$__rate_interval", alert: "5m" };

/** The step of a log query at the zoom in force; five minutes in alerts. */
export const LOG_WINDOW: AdaptiveWindow = { macro: "$__auto", alert: "5m" };

/** The whole range of the time picker; alerts look back as long as `alert` says. */
export function overRange(alert: Duration): AdaptiveWindow {
  return { macro: "$__range", alert };
}

export function windowText(window: Window, use: Use): string {
  if (typeof window === "string") return window;
  return use === "dashboard" ? window.macro : window.alert;
}

/** Refuses a dollar sign in text that a query is made from: variables come in as `true` and `chosen`, not as text. */
export function plainText(text: string): string {
  if (text.includes("$"))
    throw new Error(`${JSON.stringify(text)} holds a "$". Filter by a variable with true or chosen() instead.`);
  return text;
}
