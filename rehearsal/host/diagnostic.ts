/** Messages a provider sends back with an answer; an error ends the plan. */

/** One message on the wire. */
export interface WireDiagnostic {
  readonly severity: 1 | 2;
  readonly summary: string;
  readonly detail: string;
}

/** An error with the fix in its detail. */
export function errorDiagnostic(summary: string, detail: string): WireDiagnostic {
  return { severity: 1, summary, detail };
}
