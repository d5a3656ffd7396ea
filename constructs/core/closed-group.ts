/** A security group and its rules: closed in both directions but for what is named. */
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { Account } from "./accounts";

/** The other side: a range of addresses, or the members of a group. */
export type Peer = { readonly cidr: string } | { readonly group: Pick<ClosedGroup, "id"> };

export interface ClosedGroupProps {
  readonly account: Account;
  readonly region: string;
  readonly vpcId: string;
  readonly name: string;
  /** What its members are, at most 255 characters. */
  readonly description: string;
}

/** Made without a rule; AWS's own, which lets everything out, is removed. */
export class ClosedGroup extends Construct {
  readonly id: string;

  readonly #at: { readonly provider: Account["provider"]; readonly region: string };

  constructor(scope: Construct, id: string, props: ClosedGroupProps) {
    super(scope, id);
    this.#at = { provider: props.account.provider, region: props.region };
    this.id = new SecurityGroup(this, "resource", {
      ...this.#at,
      vpcId: props.vpcId,
      name: props.name,
      description: props.description,
    }).id;
  }

  /** Lets members connect to a peer. `id` is stable and unique among the rules of the group. */
  allowTo(id: string, peer: Peer, port: number, description: string): void {
    new VpcSecurityGroupEgressRule(this, id, this.rule(peer, port, description));
  }

  /** Lets a peer connect to members. `id` is stable and unique among the rules of the group. */
  allowFrom(id: string, peer: Peer, port: number, description: string): void {
    new VpcSecurityGroupIngressRule(this, id, this.rule(peer, port, description));
  }

  private rule(peer: Peer, port: number, description: string) {
    return {
      ...this.#at,
      securityGroupId: this.id,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description,
      ...("cidr" in peer ? { cidrIpv4: peer.cidr } : { referencedSecurityGroupId: peer.group.id }),
    };
  }
}

/** A part of a construct id that says a range: `10.20.0.0/16` as `10-20-0-0-16`. */
export function cidrId(cidr: string): string {
  return cidr.replaceAll(/[./]/g, "-");
}
