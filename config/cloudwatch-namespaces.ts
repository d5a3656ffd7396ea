/** Namespaces of CloudWatch that dashboards ask for, and how Grafana Cloud finds what is in them. */
import facts from "./facts/cloudwatch-namespaces.json" with { type: "json" };

/** What Grafana Cloud calls to find the resources of a namespace, besides asking for their tags. */
export interface Discovery {
  readonly actions: readonly string[];
  /** ARN patterns with `{partition}` and `{region}`. */
  readonly resources: readonly string[];
}

interface NamespaceFact {
  /** Whether resources are found by their tags; otherwise every series is taken. */
  readonly service: boolean;
  /** @default - tags are enough */
  readonly discovery?: Discovery;
  /** The only region that it is published in. @default - each region has its own */
  readonly region?: string;
}

const FACTS: Readonly<Record<string, NamespaceFact>> = facts.namespaces;

/** Every namespace that a dashboard asks for, sorted. */
export const ASKED_NAMESPACES: readonly string[] = Object.keys(FACTS).toSorted();

/** Whether Grafana Cloud knows it as a service, whose resources it finds by their tags. */
export function isService(namespace: string): boolean {
  return factOf(namespace)?.service ?? false;
}

/** What must be allowed for a scrape of it; undefined where metrics and tags are enough. */
export function discoveryOf(namespace: string): Discovery | undefined {
  return factOf(namespace)?.discovery;
}

/** The only region that it is published in; undefined where each region has its own. */
export function onlyRegionOf(namespace: string): string | undefined {
  return factOf(namespace)?.region;
}

function factOf(namespace: string): NamespaceFact | undefined {
  return Object.hasOwn(FACTS, namespace) ? FACTS[namespace] : undefined;
}
