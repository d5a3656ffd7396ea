/** The one plan: accounts, then platform, then domains, then the pane that shows what they contribute. */
import type { Construct } from "constructs";
import type { EstateConfig } from "../config/estate";
import { Accounts } from "../constructs/core/accounts";
import type { Contribution } from "../constructs/core/contribution";
import { CostDomain } from "../constructs/cost/cost-domain";
import { SinglePane } from "../constructs/grafana/single-pane";
import { createPlatform, type Platform } from "../constructs/platform";
import { Readers } from "../constructs/telemetry/readers/readers";
import type { PrivateWays } from "../constructs/telemetry/shipping";
import { TelemetryDomain } from "../constructs/telemetry/telemetry-domain";
import { BaseStack } from "./base-stack";

export class EstateStack extends BaseStack {
  /** What platform, domains and pane contributed, in the order in which they were made. */
  readonly contributions: readonly Contribution[];

  constructor(scope: Construct, id: string, config: EstateConfig) {
    super(scope, id, config);
    const accounts = new Accounts(this, config);
    const platform = createPlatform(this, config, accounts);
    const { cost } = config;
    const { trust } = platform;
    const auth = platform.endpoints.prometheus?.auth;
    const telemetry = new TelemetryDomain(this, "telemetry", {
      config,
      accounts,
      trust,
      intake: platform.intake.bind(platform),
      privateWays: privateWays(platform),
      scrapeExternalId: auth?.kind === "basic" ? auth.user : undefined,
    });
    const readers = new Readers(this, "readers", { config, accounts, trust });
    const costs = cost && new CostDomain(this, "cost", { config, cost, accounts, trust });
    const contributions = [
      platform.contribution,
      readers.contribution,
      ...telemetry.contributions,
      ...(costs === undefined ? [] : [costs.contribution]),
    ];
    const pane = new SinglePane(this, "grafana", { config, platform, contributions });
    this.contributions = [...contributions, pane.contribution];
  }
}

/** Traces go by OTLP, metrics and log lines to their stores themselves: each has a private endpoint of its own. */
function privateWays(platform: Platform): PrivateWays {
  return (account, region, signal) => {
    const endpoint = platform.privateEndpoint(account, signal === "traces" ? "otlp" : signal);
    return endpoint?.region === region ? endpoint : undefined;
  };
}
