/** What Amazon Security Lake calls its database and tables, read from the JSON file beside it. */
import facts from "./security-lake.json";

/** Sources that dashboards read: CloudTrail's management events, Security Hub, VPC flow logs, Route 53 queries, WAF. */
export const LAKE_SOURCES = ["cloud-trail", "findings", "vpc-flow", "dns", "waf"] as const;

export type LakeSource = (typeof LAKE_SOURCES)[number];

/** The Glue database of a lake in a region. */
export function lakeDatabase(region: string): string {
  return facts.database.replace("{region}", underscored(region));
}

/** The table of a source, in the database of that region. */
export function lakeTable(region: string, source: LakeSource): string {
  return table(region, facts.sources[source]);
}

/** The table of a custom source, by the name with which it was added. */
export function customLakeTable(region: string, name: string): string {
  return table(region, facts.custom.replace("{name}", underscored(name.toLowerCase())));
}

function table(region: string, source: string): string {
  return facts.table.replace("{region}", underscored(region)).replace("{source}", source);
}

function underscored(name: string): string {
  return name.replaceAll("-", "_");
}
