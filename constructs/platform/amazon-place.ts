/** Where Amazon Managed Grafana and Prometheus live, and the names that several constructs share. */
import type { EstateConfig } from "../../config/estate";
import type { AmazonManagedConfig } from "../../config/sections/grafana-managed";
import type { Account, Accounts } from "../core/accounts";
import { physicalName } from "../core/names";
import { prometheusLogGroup } from "../core/prometheus-workspace";

export interface AmazonPlace {
  /** Name of the organisation, the first part of every physical name. */
  readonly organisation: string;
  readonly managed: AmazonManagedConfig;
  readonly account: Account;
  /** Region of both workspaces. */
  readonly region: string;
  /** Name of the workspace of Grafana. */
  readonly workspaceName: string;
  /** Role that Grafana runs with. */
  readonly roleName: string;
  /** Log group of Amazon Managed Prometheus. */
  readonly logGroupName: string;
}

export function amazonPlace(config: EstateConfig, accounts: Accounts): AmazonPlace {
  const managed = config.grafana.amazonManaged;
  if (managed === undefined) throw new Error("grafana.amazonManaged is missing; the config check lets no such pass");
  const account = accounts.get(managed.account);
  return {
    organisation: config.name,
    managed,
    account,
    region: managed.region ?? account.region,
    workspaceName: physicalName("grafanaWorkspace", config.name, "estate"),
    roleName: physicalName("iamRole", config.name, "managed-grafana"),
    logGroupName: prometheusLogGroup(config.name),
  };
}

/** ARN of something in the platform's account and region. */
export function regionalArn({ account, region }: AmazonPlace, service: string, resource: string): string {
  return `arn:${account.partition}:${service}:${region}:${account.id}:${resource}`;
}
