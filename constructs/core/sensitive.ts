/** Secrets that a provider's schema does not call secret: Terraform prints them unless they are wrapped. */
import { Fn, Token } from "cdktf";

/**
 * Attributes that open something and are not marked, by type of resource or data source. The policy pack refuses to use one
 * unwrapped; a test compares the list with the pinned schema.
 */
export const UNMARKED_SECRETS: Readonly<Record<string, readonly string[]>> = {
  // Whoever knows the address of a public dashboard reads it.
  grafana_dashboard_public: ["access_token"],
  // Whoever knows the address of an integration pages somebody.
  grafana_oncall_integration: ["inbound_email", "link"],
  grafana_synthetic_monitoring_installation: ["sm_access_token"],
};

/** Masks a reference in plans, outputs and logs. The state holds it still, as it holds every secret that a resource has. */
export function sensitive(reference: string): string {
  return Token.asString(Fn.sensitive(reference));
}
