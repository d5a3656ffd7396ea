/** Takes links out of a finished dashboard that lead to dashboards which an estate does not have. */
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import type { DashboardDefinition } from "./definition";

/** The dashboard without links to `absent`, UIDs of dashboards; itself where it has none. */
export function withoutLinks(definition: DashboardDefinition, absent: readonly string[]): DashboardDefinition {
  const leads = absent.map((uid) => `/d/${uid}?`);
  const before = definition.json();
  if (!leads.some((lead) => before.includes(lead))) return definition;
  const text = JSON.stringify(
    pruned(JSON.parse(before) as unknown, (url) => leads.some((lead) => url.startsWith(lead))),
  );
  return { ...definition, model: JSON.parse(text) as Dashboard, json: () => text };
}

/** The value without elements of lists that are links to an address. */
function pruned(value: unknown, isAbsent: (url: string) => boolean): unknown {
  if (Array.isArray(value))
    return value.filter((element) => !isAbsent(urlOf(element))).map((element) => pruned(element, isAbsent));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pruned(inner, isAbsent)]));
}

function urlOf(element: unknown): string {
  if (typeof element !== "object" || element === null || !("url" in element)) return "";
  return typeof element.url === "string" ? element.url : "";
}
