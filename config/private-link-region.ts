/** The AWS region in which Grafana Cloud's end of PrivateLink stands. */
import type { EstateDraft } from "./draft";
import facts from "./facts/grafana-regions.json" with { type: "json" };

const KNOWN: Readonly<Record<string, string>> = facts.awsRegions;

/** As the estate says, or as it is known for the stack's region; undefined where neither is so. */
export function privateLinkRegion({ grafana }: EstateDraft): string | undefined {
  const slug = grafana?.stack?.create?.region;
  return grafana?.privateLink?.region ?? (slug !== undefined && Object.hasOwn(KNOWN, slug) ? KNOWN[slug] : undefined);
}
