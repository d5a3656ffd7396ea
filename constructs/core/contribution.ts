/**
 * What a domain hands to the single pane instead of making Grafana resources itself. The pane, the command line and
 * the report read contributions and nothing else of a domain; that is why a new domain is one folder and one line.
 */
import type { ITerraformDependable } from "cdktf";
import type { CloudWatchUse, CostDashboardInput, DashboardDefinition } from "../../dashboards";

/** A Grafana data source. Its UID is fixed, so that links and external ids are known at plan. */
export interface DataSourceContribution {
  /** Fixed UID, at most 40 letters, digits, hyphens and underscores. */
  readonly uid: string;
  readonly name: string;
  /** Plugin id, such as `grafana-athena-datasource`. */
  readonly type: string;
  /** Address, https; may hold a reference. @default - the type needs none */
  readonly url?: string;
  /** Basic authentication; the password is a reference. @default - none */
  readonly basicAuth?: { readonly user: string; readonly password: string };
  /** Whether it has no public address, and is reached through the platform's private network. @default false */
  readonly isPrivate?: boolean;
  /** Whether Explore and new panels begin with it. @default false */
  readonly isDefault?: boolean;
  /** `jsonData` of the data source; may hold references to resources. No secrets. */
  readonly jsonData: Readonly<Record<string, unknown>>;
  /**
   * Seconds for which results may be reused between refreshes, where the plan tier has query caching.
   * @default - results are not cached
   */
  readonly cacheSeconds?: number;
}

/** Metrics of CloudWatch that Grafana Cloud asks for by itself, in one account. */
export interface ScrapeJobContribution {
  /** Key of the account. */
  readonly account: string;
  /** Role that Grafana Cloud assumes, a reference. */
  readonly roleArn: string;
  /** What must be there before Grafana Cloud tries the role. */
  readonly ready: ITerraformDependable;
  readonly regions: readonly string[];
  readonly intervalSeconds: number;
  readonly uses: readonly CloudWatchUse[];
}

/** Something a person must do, because no API does it. */
export interface ManualStep {
  /** Stable id, kebab-case. */
  readonly id: string;
  readonly when: "before apply" | "after apply";
  readonly title: string;
  /** Why it cannot be done by Terraform. */
  readonly why: string;
  readonly how: string;
}

/** Something that must be true before the first apply. */
export interface Prerequisite {
  readonly id: string;
  readonly title: string;
  readonly how: string;
}

/** Everything a domain contributes. */
export interface Contribution {
  /** Name of the domain's folder. */
  readonly domain: string;
  readonly dataSources: readonly DataSourceContribution[];
  /** UIDs of data sources that dashboards may ask and that are there already, such as those of a Grafana Cloud stack. */
  readonly preMadeDataSources: readonly string[];
  /** Grafana plugins that the data sources need. */
  readonly plugins: readonly string[];
  readonly dashboards: readonly DashboardDefinition[];
  /** Where the bill stands, for what dashboards of other subjects say of spend. @default - it is not known */
  readonly billing?: CostDashboardInput;
  readonly scrapeJobs: readonly ScrapeJobContribution[];
  /** Scopes that the Grafana Cloud access policy of the pipeline needs for this domain. */
  readonly grafanaScopes: readonly string[];
  readonly prerequisites: readonly Prerequisite[];
  readonly manualSteps: readonly ManualStep[];
}

/** Completes a contribution with empty lists. */
export function contribution(domain: string, parts: Partial<Omit<Contribution, "domain">>): Contribution {
  return {
    dataSources: [],
    preMadeDataSources: [],
    plugins: [],
    dashboards: [],
    scrapeJobs: [],
    grafanaScopes: [],
    prerequisites: [],
    manualSteps: [],
    ...parts,
    domain,
  };
}
