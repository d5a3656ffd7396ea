/** What people must do for telemetry, because no API does it. */
import { destinationsOf } from "../../config/destinations";
import type { EstateConfig } from "../../config/estate";
import type { ManualStep } from "../core/contribution";

export function telemetrySteps(config: EstateConfig): readonly ManualStep[] {
  const { traces, metrics } = destinationsOf(config);
  const accounts = (config.grafana.access.accounts ?? Object.keys(config.accounts)).join(", ");
  return [
    ...(traces.includes("cloudwatch")
      ? [
          {
            id: "transaction-search",
            when: "before apply" as const,
            title: "Switch on Transaction Search",
            why: "CloudWatch takes spans by OTLP only then, and Terraform's AWS provider has no resource for it.",
            how: `In CloudWatch of ${accounts}: Application Signals, Transaction Search, enable. It asks for a resource policy of CloudWatch Logs and for the share of spans to index.`,
          },
        ]
      : []),
    ...(metrics.includes("cloudwatch")
      ? [
          {
            id: "cloudwatch-otlp-metrics",
            when: "before apply" as const,
            title: "Switch on OpenTelemetry metrics in CloudWatch",
            why: "CloudWatch takes metrics by OTLP only in accounts that enabled it, and Terraform's AWS provider has no resource for it.",
            how: `In CloudWatch of ${accounts}: Settings, OpenTelemetry metrics, enable.`,
          },
        ]
      : []),
  ];
}
