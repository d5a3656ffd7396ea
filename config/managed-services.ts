/** Managed services of AWS: where their metrics and logs are, and what makes them dear. */
import { ASKED_NAMESPACES, discoveryOf, isService, onlyRegionOf } from "./cloudwatch-namespaces";
import facts from "./facts/managed-services.json" with { type: "json" };

/** Logs of a service, and where AWS puts them. */
export interface ServiceLogs {
  readonly what: string;
  readonly goTo: "log group" | "bucket";
  /** Name of the group, or place in a bucket; `{…}` is a part of yours. */
  readonly name: string;
  /** When there are any. */
  readonly on: string;
}

export interface ManagedService {
  readonly name: string;
  /** Where AWS says so. */
  readonly url: string;
  /** Namespaces of its metrics in CloudWatch; none for what has logs only. */
  readonly namespaces: readonly string[];
  readonly logs: readonly ServiceLogs[];
  readonly cost: string;
}

/** Every service that is catalogued. */
export const MANAGED_SERVICES: readonly ManagedService[] = facts.services.map((service) => ({
  ...service,
  logs: service.logs.map((logs) => ({ ...logs, goTo: logs.goTo === "bucket" ? "bucket" : "log group" })),
}));

const INTRODUCTION = `# Managed services

What AWS's managed services tell, and how \`telemetry.cloudwatch\` brings it to Grafana Cloud's own stores. Dashboards read
CloudWatch itself, so none of this is needed to see it. Generated from \`config/facts/\` by \`npm run schema\`; do not edit.`;

const WAYS = `## Namespaces

Those that dashboards ask for; no other may stand in \`telemetry.cloudwatch.namespaces\`, since nothing of it would be sent.

- \`scrape\`: Grafana Cloud asks CloudWatch. Charged for each metric that is asked for, each time: a longer
  \`scrapeIntervalSeconds\` is cheaper. Of a service it finds resources that have at least one tag; of a custom namespace it
  takes every series.
- \`stream\`: CloudWatch sends through Firehose, every minute. Charged for each update, percentiles as further ones, and for
  what goes through Firehose. It takes every resource, tagged or not.`;

const SHIPPING = `## Logs

\`telemetry.cloudwatch.logs\` sends every log group of an account to Loki, but for those in \`exclude\`. On top of what
CloudWatch charges for taking the lines in, Firehose charges by GB, with each record counted as a multiple of 5 KB, and Loki
by what it takes in: begin with \`exclude\` and \`filterPattern\`. AWS allows one such policy in a region, besides two
filters of each log group's own. Logs in buckets are not sent; Athena reads them where they are.`;

/** `docs/managed-services.md`. */
export function managedServicesPage(): string {
  return `${[INTRODUCTION, WAYS, namespaceTable(), SHIPPING, ...MANAGED_SERVICES.map(section), sources()].join("\n\n")}\n`;
}

function namespaceTable(): string {
  const rows = ASKED_NAMESPACES.map((namespace) => [
    code(namespace),
    isService(namespace) ? "service" : "custom namespace",
    (discoveryOf(namespace)?.actions ?? []).map(code).join(", "),
    onlyRegionOf(namespace) ?? "",
  ]);
  return table(["Namespace", "Scraped as", "Further rights", "Only in"], rows);
}

function section({ name, url, namespaces, logs, cost }: ManagedService): string {
  const metrics = namespaces.length === 0 ? "Metrics: none." : `Metrics: ${namespaces.map(metricsOf).join(", ")}.`;
  const rows = logs.map(({ what, goTo, name: place, on }) => [what, goTo, code(place), on]);
  return [
    `### ${name}`,
    metrics,
    table(["Logs", "Go to", "Name", "There are some"], rows),
    `${cost} [AWS](${url})`,
  ].join("\n\n");
}

function metricsOf(namespace: string): string {
  return `${code(namespace)}${ASKED_NAMESPACES.includes(namespace) ? "" : ", which no dashboard asks for yet"}`;
}

function sources(): string {
  return `Read on ${facts.date}. Prices are AWS's: <https://aws.amazon.com/cloudwatch/pricing/>, <https://aws.amazon.com/firehose/pricing/>.`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
