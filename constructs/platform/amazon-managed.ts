/** Amazon Managed Grafana and Prometheus as the estate's platform. */
import type { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { Accounts } from "../core/accounts";
import { contribution, type Contribution, type ManualStep } from "../core/contribution";
import type { GrafanaTrust } from "../core/grafana-trust";
import { roleTrust } from "../core/iam";
import { tagDomain } from "../core/tags";
import { emailOf } from "../core/teams";
import { AmazonGrafana } from "./amazon-grafana";
import { amazonPlace, type AmazonPlace } from "./amazon-place";
import { AmazonPrometheus } from "./amazon-prometheus";
import { AmazonRole } from "./amazon-role";
import { amazonSteps, IDENTITY_CENTER, pluginStep } from "./amazon-steps";
import type { Platform, TelemetryEndpoints } from "./platform";

export class AmazonManaged extends Construct implements Platform {
  readonly provider: GrafanaProvider;
  readonly trust: GrafanaTrust;
  /** Metrics only: there is no managed Loki or Tempo. */
  readonly endpoints: TelemetryEndpoints;
  readonly cachesQueries = false;
  readonly contribution: Contribution;

  readonly #place: AmazonPlace;

  constructor(scope: Construct, id: string, config: EstateConfig, accounts: Accounts) {
    super(scope, id);
    tagDomain(this, "platform");
    const place = amazonPlace(config, accounts);
    this.#place = place;
    const email = emailOf(config, config.grafana.owner);
    const prometheus = new AmazonPrometheus(this, "prometheus", place, email);
    const role = new AmazonRole(this, "role", config, place, prometheus.arn);
    const grafana = new AmazonGrafana(this, "grafana", place, role.arn);
    this.provider = grafana.provider;
    this.trust = workspaceTrust(place);
    const auth = { kind: "sigv4", service: "aps", region: place.region } as const;
    this.endpoints = { prometheus: { url: prometheus.url, auth } };
    this.contribution = contribution("platform", {
      prerequisites: [IDENTITY_CENTER],
      manualSteps: amazonSteps(config, { email, tokenAddress: grafana.tokenAddress, days: place.managed.tokenDays }),
    });
  }

  /** Terraform's providers cannot install plugins in a workspace. */
  installPlugin(): undefined {
    return undefined;
  }

  pluginSteps(slugs: readonly string[]): readonly ManualStep[] {
    return slugs.length === 0 ? [] : [pluginStep(slugs, this.#place.workspaceName)];
  }
}

/** A role of the same organisation needs no external id: no other customer of AWS can act with the workspace's role. */
function workspaceTrust({ account, roleName }: AmazonPlace): GrafanaTrust {
  return {
    trustPolicy: (partition) => roleTrust(partition, account.id, roleName),
    authentication: (assumeRoleArn) => ({ authType: "ec2_iam_role", assumeRoleArn }),
  };
}
