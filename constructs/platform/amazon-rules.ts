/** Rules of Amazon Managed Prometheus about itself, and how its alert manager sends what they find. */
import { stringify } from "yaml";

/** Which tier of people hears of it. */
type Severity = "info" | "warn" | "page";

interface RecordingRule {
  readonly record: string;
  readonly expr: string;
}

interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: Severity };
  readonly annotations: { readonly summary: string; readonly description: string };
}

/** Rules that are evaluated one after the other. */
export interface RuleGroup {
  readonly name: string;
  /** @default - a minute */
  readonly interval?: string;
  readonly rules: readonly (RecordingRule | AlertingRule)[];
}

/** Does telemetry arrive at all? Silent as long as none has ever arrived. */
export const PLATFORM_HEALTH: readonly RuleGroup[] = [
  {
    name: "platform-health",
    rules: [
      { record: "job:up:avg", expr: "avg by (job) (up)" },
      { record: "job:up:count", expr: "count by (job) (up)" },
      {
        alert: "MetricsStopped",
        expr: "absent(up) and on () count(present_over_time(up[1d]))",
        for: "10m",
        labels: { severity: "page" },
        annotations: {
          summary: "No metrics arrive any more",
          description:
            "Targets were scraped within the last day, and now none is. Every other alert is blind until metrics arrive again: " +
            "look at the collectors, at their permission to write, and at the log group of the workspace.",
        },
      },
      {
        alert: "TargetsDown",
        expr: "job:up:avg < 0.5 and on (job) job:up:count > 1",
        for: "15m",
        labels: { severity: "warn" },
        annotations: {
          summary: "More than half of the targets of {{ $labels.job }} are down",
          description:
            "{{ $value | humanizePercentage }} of the targets of {{ $labels.job }} answer. Look at one that does not: " +
            "is it running, and may the collector reach it?",
        },
      },
    ],
  },
];

/** Text of a rule group namespace. */
export function ruleFile(groups: readonly RuleGroup[]): string {
  return stringify({ groups }, { lineWidth: 0 });
}

/** Text of the alert manager's definition: everything goes to one topic, whose subscribers filter by severity. */
export function alertManagerDefinition(topicArn: string, region: string): string {
  const config = {
    route: {
      receiver: "topic",
      group_by: ["alertname", "severity"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: "4h",
    },
    receivers: [
      {
        name: "topic",
        sns_configs: [
          {
            topic_arn: topicArn,
            sigv4: { region },
            subject: "{{ .GroupLabels.alertname }}",
            attributes: { severity: "{{ .GroupLabels.severity }}" },
          },
        ],
      },
    ],
  };
  return stringify({ alertmanager_config: stringify(config, { lineWidth: 0 }) }, { lineWidth: 0 });
}
