/** PrivateLink: telemetry reaches Grafana Cloud without leaving Amazon's network. */
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import { privateLinkRegion } from "../../config/private-link-region";
import type { PrivateLinkConfig, PrivateSignal } from "../../config/sections/grafana-private";
import type { Account, Accounts } from "../core/accounts";
import { physicalName } from "../core/names";
import { existingNetwork } from "../core/network";
import { cidrId, ClosedGroup } from "../core/closed-group";
import type { StackAttributes } from "./cloud-stack";

export interface PrivateLinkProps {
  readonly config: EstateConfig;
  readonly settings: PrivateLinkConfig;
  readonly accounts: Accounts;
  readonly stack: StackAttributes;
}

/** Where shippers of one account and region send privately. */
export interface PrivateEndpoint {
  /** Host that only the VPC resolves, a reference; it takes the place of the public one in an address. */
  readonly host: string;
  /** Region of the network in which the host resolves. */
  readonly region: string;
  /** Group that a shipper joins to be let in, a reference. */
  readonly securityGroupId: string;
}

export class PrivateLink extends Construct {
  readonly #endpoints = new Map<string, PrivateEndpoint>();
  readonly #props: PrivateLinkProps;
  readonly #region: string;

  constructor(scope: Construct, id: string, props: PrivateLinkProps) {
    super(scope, id);
    this.#props = props;
    const region = privateLinkRegion(props.config);
    if (region === undefined) throw new Error("grafana.privateLink.region is missing; the config check lets none pass");
    this.#region = region;
    for (const account of props.settings.accounts) {
      this.endpoints(new Construct(this, account), props.accounts.get(account));
    }
  }

  /** The endpoint of one kind of telemetry; undefined where the account has none. */
  endpoint(account: string, signal: PrivateSignal): PrivateEndpoint | undefined {
    return this.#endpoints.get(`${account}/${signal}`);
  }

  private endpoints(scope: Construct, account: Account): void {
    const { config, settings, stack } = this.#props;
    const { vpcId, privateSubnetIds } = existingNetwork(config, account.key, this.#region);
    const { shippers, receivers } = this.groups(scope, account, vpcId);
    for (const signal of settings.signals) {
      const { serviceName, host } = serviceOf(stack, signal);
      new VpcEndpoint(scope, signal, {
        provider: account.provider,
        region: this.#region,
        vpcId,
        vpcEndpointType: "Interface",
        serviceName,
        privateDnsEnabled: true,
        subnetIds: [...privateSubnetIds],
        securityGroupIds: [receivers.id],
        tags: { Name: `${config.name}-grafana-${signal}` },
      });
      const endpoint = { host, region: this.#region, securityGroupId: shippers.id };
      this.#endpoints.set(`${account.key}/${signal}`, endpoint);
    }
  }

  /** One group for those who send, one for the endpoints, which let in the first and the ranges that are named. */
  private groups(scope: Construct, account: Account, vpcId: string) {
    const { config, settings } = this.#props;
    const at = { account, region: this.#region, vpcId };
    const shippers = new ClosedGroup(scope, "shippers", {
      ...at,
      name: physicalName("securityGroup", config.name, "grafana-shippers"),
      description: "Whoever sends telemetry to Grafana Cloud over PrivateLink",
    });
    const receivers = new ClosedGroup(scope, "receivers", {
      ...at,
      name: physicalName("securityGroup", config.name, "grafana-private-link"),
      description: "PrivateLink endpoints of Grafana Cloud",
    });
    shippers.allowTo("receivers", { group: receivers }, 443, "PrivateLink endpoints of Grafana Cloud");
    receivers.allowFrom("shippers", { group: shippers }, 443, "Shippers of the estate");
    for (const cidr of settings.sources) {
      receivers.allowFrom(`source-${cidrId(cidr)}`, { cidr }, 443, "Other senders");
    }
    return { shippers, receivers };
  }
}

interface Service {
  readonly serviceName: string;
  readonly host: string;
}

/** What Grafana Cloud tells of its endpoint services; empty where the stack is not hosted on AWS, which AWS then refuses. */
function serviceOf(stack: StackAttributes, signal: PrivateSignal): Service {
  switch (signal) {
    case "metrics":
      return {
        serviceName: stack.prometheusPrivateConnectivityInfoServiceName,
        host: stack.prometheusPrivateConnectivityInfoPrivateDns,
      };
    case "logs":
      return {
        serviceName: stack.logsPrivateConnectivityInfoServiceName,
        host: stack.logsPrivateConnectivityInfoPrivateDns,
      };
    case "traces":
      return {
        serviceName: stack.tracesPrivateConnectivityInfoServiceName,
        host: stack.tracesPrivateConnectivityInfoPrivateDns,
      };
    case "profiles":
      return {
        serviceName: stack.profilesPrivateConnectivityInfoServiceName,
        host: stack.profilesPrivateConnectivityInfoPrivateDns,
      };
    case "otlp":
      return {
        serviceName: stack.otlpPrivateConnectivityInfoServiceName,
        host: stack.otlpPrivateConnectivityInfoPrivateDns,
      };
    case "fleet":
      return {
        serviceName: stack.fleetManagementPrivateConnectivityInfoServiceName,
        host: stack.fleetManagementPrivateConnectivityInfoPrivateDns,
      };
  }
}
