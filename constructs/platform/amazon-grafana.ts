/** Amazon Managed Grafana: the workspace, its role, who may enter, and the service account that Terraform enters with. */
import { GrafanaRoleAssociation } from "@cdktf/provider-aws/lib/grafana-role-association";
import { GrafanaWorkspace } from "@cdktf/provider-aws/lib/grafana-workspace";
import { GrafanaWorkspaceServiceAccount } from "@cdktf/provider-aws/lib/grafana-workspace-service-account";
import { GrafanaWorkspaceServiceAccountToken } from "@cdktf/provider-aws/lib/grafana-workspace-service-account-token";
import { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { Construct } from "constructs";
import type { AmazonPlace } from "./amazon-place";

const SECONDS_PER_DAY = 86_400;

/** Grafana refuses plugins without the first, and classic alerts are gone from version 11. */
const CONFIGURATION = { plugins: { pluginAdminEnabled: true }, unifiedAlerting: { enabled: true } };

/** What the workspace offers in its console; its rights come from its role. */
const DATA_SOURCES = ["AMAZON_OPENSEARCH_SERVICE", "ATHENA", "CLOUDWATCH", "PROMETHEUS", "XRAY"];

export class AmazonGrafana extends Construct {
  /** Logged in to the workspace with the service account's token. */
  readonly provider: GrafanaProvider;
  /** Terraform address of the token, which people renew by it. */
  readonly tokenAddress: string;

  readonly #at: { readonly provider: AmazonPlace["account"]["provider"]; readonly region: string };

  constructor(
    scope: Construct,
    id: string,
    private readonly place: AmazonPlace,
    roleArn: string,
  ) {
    super(scope, id);
    this.#at = { provider: place.account.provider, region: place.region };
    const workspace = this.workspace(roleArn);
    this.associations(workspace);
    const token = this.token(workspace);
    this.tokenAddress = `${token.terraformResourceType}.${token.friendlyUniqueId}`;
    this.provider = new GrafanaProvider(this, "provider", {
      alias: "workspace",
      url: `https://${workspace.endpoint}`,
      auth: token.key,
    });
  }

  private workspace(roleArn: string): GrafanaWorkspace {
    const { workspaceName, managed } = this.place;
    return new GrafanaWorkspace(this, "workspace", {
      ...this.#at,
      name: workspaceName,
      description: "The estate's one Grafana",
      accountAccessType: "CURRENT_ACCOUNT",
      authenticationProviders: ["AWS_SSO"],
      permissionType: "CUSTOMER_MANAGED",
      roleArn,
      dataSources: DATA_SOURCES,
      configuration: JSON.stringify(CONFIGURATION),
      lifecycle: { preventDestroy: true },
      ...(managed.version === undefined ? {} : { grafanaVersion: managed.version }),
      ...(managed.vpc === undefined ? {} : { vpcConfiguration: managed.vpc }),
    });
  }

  private associations(workspace: GrafanaWorkspace): void {
    const { admins, editors, viewers } = this.place.managed.access;
    for (const [role, groupIds] of Object.entries({ ADMIN: admins, EDITOR: editors, VIEWER: viewers })) {
      if (groupIds.length === 0) continue;
      new GrafanaRoleAssociation(this, role.toLowerCase(), {
        ...this.#at,
        workspaceId: workspace.id,
        role,
        groupIds,
      });
    }
  }

  /** Not a rotating token: a replaced token is unknown at plan, and the provider would then log in with an empty one. */
  private token(workspace: GrafanaWorkspace): GrafanaWorkspaceServiceAccountToken {
    const account = new GrafanaWorkspaceServiceAccount(this, "service-account", {
      ...this.#at,
      workspaceId: workspace.id,
      name: "monitoring-estate",
      grafanaRole: "ADMIN",
    });
    return new GrafanaWorkspaceServiceAccountToken(this, "token", {
      ...this.#at,
      workspaceId: workspace.id,
      serviceAccountId: account.serviceAccountId,
      name: "monitoring-estate",
      secondsToLive: this.place.managed.tokenDays * SECONDS_PER_DAY,
    });
  }
}
