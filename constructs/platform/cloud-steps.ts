/** What people must have and do for Grafana Cloud: tokens, their scopes, and what no API says. */
import type { GrafanaConfig } from "../../config/sections/grafana";
import { contribution, type Contribution, type ManualStep, type Prerequisite } from "../core/contribution";

/** What installs and removes plugins of a stack. */
export const PLUGIN_SCOPES: readonly string[] = ["stack-plugins:read", "stack-plugins:write", "stack-plugins:delete"];

const ACCESS_SCOPES = ["accesspolicies:read", "accesspolicies:write", "accesspolicies:delete"];
const STACK_SCOPES = ["stacks:write", "stacks:delete", "stack-service-accounts:write"];

export function cloudContribution(config: GrafanaConfig, privateWays: readonly Prerequisite[]): Contribution {
  return contribution("platform", {
    plugins: config.access.plugins,
    grafanaScopes: scopes(config),
    prerequisites: [credential(config), ...privateWays],
    manualSteps: [
      ...(config.externalId === undefined ? [externalIdStep(stackSlug(config))] : []),
      rotationStep(config.access),
    ],
  });
}

/** Scopes of the pipeline's token; those for plugins come with the pane, which installs them. */
function scopes({ stack }: GrafanaConfig): readonly string[] {
  return ["stacks:read", ...(stack?.create === undefined ? [] : STACK_SCOPES), ...ACCESS_SCOPES];
}

function stackSlug({ stack }: GrafanaConfig): string {
  return stack?.create?.slug ?? stack?.existing?.slug ?? "";
}

function credential({ stack }: GrafanaConfig): Prerequisite {
  return {
    id: "grafana-token",
    title: "Tokens for Grafana Cloud in the environment",
    how:
      stack?.existing === undefined
        ? "Set GRAFANA_CLOUD_ACCESS_POLICY_TOKEN to a token of an access policy of the organisation."
        : "Set GRAFANA_CLOUD_ACCESS_POLICY_TOKEN to a token of an access policy of the organisation, and GRAFANA_AUTH to an Admin service account token of the stack.",
  };
}

function externalIdStep(slug: string): ManualStep {
  return {
    id: "grafana-external-id",
    when: "after apply",
    title: "Compare the external id of Grafana's AWS data sources",
    why: "Grafana chooses the external id and no API returns it; the estate assumes the stack's number.",
    how: `Open any AWS data source of ${slug}: if it shows another external id, put it into grafana.externalId.`,
  };
}

/** Half of the time in which both tokens work, so that one apply may be missed. */
function rotationStep({ rotateAfterDays, expireAfterDays }: GrafanaConfig["access"]): ManualStep {
  const most = Math.max(1, Math.floor((expireAfterDays - rotateAfterDays) / 2));
  return {
    id: "grafana-token-rotation",
    when: "after apply",
    title: `Apply every ${most === 1 ? "day" : `${String(most)} days`}, by a schedule of your pipeline`,
    why: `A token is replaced by an apply and by nothing else, from day ${String(rotateAfterDays)} on; on day ${String(expireAfterDays)} it ends.`,
    how: "Schedule plan and apply, or raise grafana.access.expireAfterDays.",
  };
}
