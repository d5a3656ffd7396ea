/**
 * Private data source connect: how Grafana Cloud reads what has no public address. Agents in a private network open
 * connections outwards and Grafana's queries come back through them; nothing listens to the internet.
 */
import { CloudPrivateDataSourceConnectNetwork } from "@cdktf/provider-grafana/lib/cloud-private-data-source-connect-network";
import { CloudPrivateDataSourceConnectNetworkToken } from "@cdktf/provider-grafana/lib/cloud-private-data-source-connect-network-token";
import type { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { PrivateConnectivityConfig } from "../../config/sections/grafana-private";
import type { Account, Accounts } from "../core/accounts";
import { CustomerKey } from "../core/customer-key";
import { CustomerSecret } from "../core/customer-secret";
import { allowLogEncryption } from "../core/iam";
import { physicalName } from "../core/names";
import { existingNetwork, type Network } from "../core/network";
import type { GrafanaStack } from "./cloud-stack";
import { PrivateAgents } from "./private-agents";

export interface PrivateConnectionProps {
  readonly config: EstateConfig;
  readonly settings: PrivateConnectivityConfig;
  readonly accounts: Accounts;
  readonly cloud: GrafanaProvider;
  readonly stack: GrafanaStack;
}

/** Where the agents run, and the names that several constructs share. */
export interface PrivatePlace {
  readonly organisation: string;
  readonly settings: PrivateConnectivityConfig;
  readonly account: Account;
  readonly region: string;
  readonly network: Network;
  readonly logGroupName: string;
}

export class PrivateConnection extends Construct {
  /** Id for `private_data_source_connect_network_id` of a data source, a reference. */
  readonly networkId: string;

  constructor(scope: Construct, id: string, props: PrivateConnectionProps) {
    super(scope, id);
    const place = privatePlace(props);
    const key = this.key(place);
    const network = this.network(place, props);
    this.networkId = network.pdcNetworkId;
    const { stack } = props;
    new PrivateAgents(this, "agents", {
      place,
      key,
      secret: this.secret(place, key, this.token(network, props)),
      stackId: stack.id,
      cluster: props.settings.cluster ?? stack.attributes.clusterSlug,
    });
  }

  private key({ account, region, organisation, logGroupName }: PrivatePlace): CustomerKey {
    const logGroupArn = `arn:${account.partition}:logs:${region}:${account.id}:log-group:${logGroupName}`;
    return new CustomerKey(this, "key", {
      account,
      region,
      alias: physicalName("kmsAlias", organisation, "private-connection"),
      description: "Token and logs of Grafana's agents for private data sources",
      statements: [allowLogEncryption("LogsEncryptAgentLogs", region, logGroupArn)],
    });
  }

  /** An access policy of its own kind: its tokens open connections of this network and do nothing else. */
  private network(place: PrivatePlace, { cloud, stack }: PrivateConnectionProps): CloudPrivateDataSourceConnectNetwork {
    return new CloudPrivateDataSourceConnectNetwork(this, "network", {
      provider: cloud,
      region: stack.region,
      name: physicalName("grafanaAccessPolicy", place.organisation, "private", place.account.key, place.region),
      displayName: `Private data sources of ${place.account.key} in ${place.region}`,
      stackIdentifier: stack.id,
    });
  }

  /** It does not end by itself, since the resource knows no renewal; `terraform apply -replace` makes another. */
  private token(network: CloudPrivateDataSourceConnectNetwork, { cloud, stack }: PrivateConnectionProps): string {
    return new CloudPrivateDataSourceConnectNetworkToken(this, "token", {
      provider: cloud,
      region: stack.region,
      pdcNetworkId: network.pdcNetworkId,
      name: `${network.nameInput ?? "private"}-agents`,
      displayName: "Agents of the estate",
      lifecycle: { createBeforeDestroy: true },
    }).token;
  }

  private secret({ account, region, organisation }: PrivatePlace, key: CustomerKey, token: string): CustomerSecret {
    return new CustomerSecret(this, "secret", {
      account,
      region,
      key,
      name: physicalName("secret", `${organisation}/grafana/private-connection/token`),
      description: "Opens connections for Grafana's private data sources",
      value: { token },
    });
  }
}

function privatePlace({ config, settings, accounts }: PrivateConnectionProps): PrivatePlace {
  const account = accounts.get(settings.account);
  const region = settings.region ?? account.region;
  return {
    organisation: config.name,
    settings,
    account,
    region,
    network: existingNetwork(config, account.key, region),
    logGroupName: physicalName("logGroup", `/ecs/${config.name}-private-connection`),
  };
}
