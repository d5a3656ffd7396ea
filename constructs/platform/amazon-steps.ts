/** What people must do with Amazon Managed Grafana, and what it cannot do that Grafana Cloud can. */
import type { EstateConfig } from "../../config/estate";
import type { ManualStep, Prerequisite } from "../core/contribution";

export const IDENTITY_CENTER: Prerequisite = {
  id: "identity-center",
  title: "IAM Identity Center with the groups of grafana.amazonManaged.access",
  how: "Enable an organisation instance of IAM Identity Center, and copy the ids of the groups from its console.",
};

/** What people need to know of the platform. */
export interface AmazonStepInput {
  /** Mailbox that is told of alerts. */
  readonly email: string;
  /** Terraform address of the token of the Grafana provider. */
  readonly tokenAddress: string;
  /** Days that the token lasts. */
  readonly days: number;
}

export function amazonSteps(config: EstateConfig, input: AmazonStepInput): readonly ManualStep[] {
  return [renewalStep(input), confirmationStep(input), ...LIMITS, ...(config.grafana.queryCaching ? [NO_CACHE] : [])];
}

/** Plugins of the workspace are installed from its own catalogue. */
export function pluginStep(slugs: readonly string[], workspace: string): ManualStep {
  return {
    id: "grafana-plugins",
    when: "after apply",
    title: `Install plugins in the workspace ${workspace}: ${slugs.join(", ")}`,
    why: "No Terraform provider installs plugins in Amazon Managed Grafana; the data sources are made, and wait for them.",
    how: "As an administrator: Administration, Plugins, find each by name, Install. Plugin management is switched on.",
  };
}

function renewalStep({ tokenAddress, days }: AmazonStepInput): ManualStep {
  return {
    id: "grafana-token-renewal",
    when: "after apply",
    title: `Renew the token of the Grafana provider every ${String(days)} ${days === 1 ? "day" : "days"}, in two steps`,
    why:
      "AWS lets it live 30 days at most. A token that Terraform replaces is unknown while it plans, and the Grafana " +
      "provider would log in with an empty one; so the token never rotates within a plan of the whole estate.",
    how: `Run terraform apply -target=${tokenAddress} -replace=${tokenAddress}, then plan as always. It works after expiry too.`,
  };
}

function confirmationStep({ email }: AmazonStepInput): ManualStep {
  return {
    id: "prometheus-alert-mail",
    when: "after apply",
    title: `Confirm the alert mail to ${email}`,
    why: "SNS sends nothing to a mailbox before somebody who reads it agrees.",
    how: "Follow the link in the mail that AWS sends on the first apply.",
  };
}

/** What Grafana Cloud has and this platform lacks. Nothing is dropped without a word. */
const LIMITS: readonly ManualStep[] = [
  lack({
    id: "logs",
    title: "Read logs in CloudWatch Logs or OpenSearch: there is no Loki",
    why: "AWS offers no managed Loki; panels and links that ask Loki have no data source.",
    how: "Choose CloudWatch or OpenSearch as destination of logs, or run Loki and add it as a data source.",
  }),
  lack({
    id: "traces",
    title: "Read traces in X-Ray or Jaeger: there is no Tempo",
    why: "AWS offers no managed Tempo; panels and links that ask Tempo have no data source.",
    how: "Choose X-Ray or Jaeger as destination of traces, or run Tempo and add it as a data source.",
  }),
  lack({
    id: "on-call",
    title: "Bring your own on-call: there is no Grafana IRM",
    why: "Schedules, escalations and incidents are part of Grafana Cloud.",
    how: "Subscribe your paging service to the topic of Prometheus alerts; its messages carry the attribute severity.",
  }),
  lack({
    id: "synthetics",
    title: "Check reachability with CloudWatch Synthetics: there is no Synthetic Monitoring",
    why: "Probes around the world are part of Grafana Cloud.",
    how: "Make canaries in CloudWatch Synthetics; their metrics are in the CloudWatch data source.",
  }),
  lack({
    id: "rum",
    title: "Watch browsers with CloudWatch RUM: there is no Frontend Observability",
    why: "The receiver of Grafana Faro is part of Grafana Cloud.",
    how: "Add an app monitor of CloudWatch RUM to the page.",
  }),
  lack({
    id: "fleet",
    title: "Configure collectors with SSM: there is no Fleet Management",
    why: "Remote configuration of Alloy is part of Grafana Cloud.",
    how: "Distribute the collectors' configuration with SSM State Manager.",
  }),
  lack({
    id: "slo",
    title: "Write objectives as recording rules: there is no Grafana SLO",
    why: "The SLO app is part of Grafana Cloud.",
    how: "Use the recording and alerting rules of Amazon Managed Prometheus.",
  }),
  lack({
    id: "saml",
    title: "Change single sign-on in IAM Identity Center only",
    why: "The workspace logs in through Identity Center; Grafana's own SSO settings are out of reach.",
    how: "Connect the identity provider to Identity Center, and give roles to its groups in grafana.amazonManaged.access.",
  }),
];

const NO_CACHE: ManualStep = lack({
  id: "query-caching",
  title: "Expect every refresh to query Athena: there is no query caching",
  why: "grafana.queryCaching is set, and keeping results is part of Grafana Cloud and Grafana Enterprise.",
  how: "Lengthen the refresh of costly dashboards, or reuse results in the Athena workgroup.",
});

function lack(step: Omit<ManualStep, "when">): ManualStep {
  return { ...step, id: `amazon-managed-${step.id}`, when: "after apply" };
}
