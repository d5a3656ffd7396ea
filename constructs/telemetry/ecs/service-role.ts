/** A role that ECS takes for tasks of one account and region: for the task itself, or to start it. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Account } from "../../core/accounts";
import { policyDocument, serviceTrust, type Statement } from "../../core/iam";

export interface ServiceRoleProps {
  readonly account: Account;
  readonly region: string;
  readonly name: string;
  readonly description: string;
  /** Name of the policy with the statements. */
  readonly policy: string;
  readonly statements: readonly Statement[];
  /**
   * ARNs of policies that stand already.
   * @default - none
   */
  readonly policyArns?: readonly string[];
}

export class ServiceRole extends Construct {
  readonly arn: string;
  /** Depend on these where the rights are used at once. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const { account, region, name, description, policy, statements, policyArns = [] } = props;
    const { provider } = account;
    const role = new IamRole(this, "resource", {
      provider,
      name,
      description,
      assumeRolePolicy: serviceTrust("ecs-tasks.amazonaws.com", account.id, [
        `arn:${account.partition}:ecs:${region}:${account.id}:*`,
      ]),
    });
    this.arn = role.arn;
    const own = () =>
      new IamRolePolicy(this, "policy", {
        provider,
        name: policy,
        role: role.name,
        policy: policyDocument(statements),
      });
    const given = policyArns.map(
      (policyArn, index) =>
        new IamRolePolicyAttachment(this, `given-${String(index + 1)}`, { provider, role: role.name, policyArn }),
    );
    this.ready = [...(statements.length === 0 ? [] : [own()]), ...given];
  }
}
