/** The private ways to and from Grafana Cloud that an estate asks for, and what people must know of them. */
import type { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { PrivateSignal } from "../../config/sections/grafana-private";
import type { Accounts } from "../core/accounts";
import type { Prerequisite } from "../core/contribution";
import type { GrafanaStack } from "./cloud-stack";
import { PrivateConnection } from "./private-connection";
import { PrivateLink, type PrivateEndpoint } from "./private-link";

export interface PrivateWaysProps {
  readonly config: EstateConfig;
  readonly accounts: Accounts;
  readonly cloud: GrafanaProvider;
  readonly stack: GrafanaStack;
}

export class PrivateWays extends Construct {
  /** See `Platform.privateNetworkId`. */
  readonly networkId: string | undefined;
  readonly prerequisites: readonly Prerequisite[];

  readonly #link: PrivateLink | undefined;

  constructor(scope: Construct, id: string, { config, accounts, cloud, stack }: PrivateWaysProps) {
    super(scope, id);
    const { privateConnectivity, privateLink } = config.grafana;
    const connection =
      privateConnectivity &&
      new PrivateConnection(this, "connection", { config, settings: privateConnectivity, accounts, cloud, stack });
    this.networkId = connection?.networkId;
    this.#link =
      privateLink &&
      new PrivateLink(this, "link", { config, settings: privateLink, accounts, stack: stack.attributes });
    this.prerequisites = [
      ...(privateConnectivity === undefined ? [] : [waysOut(privateConnectivity.account)]),
      ...(privateLink === undefined ? [] : [ZONES]),
    ];
  }

  /** See `Platform.privateEndpoint`. */
  endpoint(account: string, signal: PrivateSignal): PrivateEndpoint | undefined {
    return this.#link?.endpoint(account, signal);
  }
}

function waysOut(account: string): Prerequisite {
  return {
    id: "private-connection-egress",
    title: `A way out of the private subnets of ${account}, such as a NAT gateway`,
    how:
      "Grafana's agents for private data sources pull their image and open a tunnel to Grafana by TCP 443 and 22; the " +
      "security groups of the data sources must let the agents' group in.",
  };
}

const ZONES: Prerequisite = {
  id: "private-link-zones",
  title: "Private subnets in zones that Grafana's endpoint services offer, and DNS switched on in the VPC",
  how:
    "The portal of Grafana Cloud shows the zones in the details of the stack. Subnets in other zones make the apply fail: " +
    "leave them out of the account's network. PrivateLink needs a stack that is hosted on AWS.",
};
