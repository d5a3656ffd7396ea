/** The role with which ECS starts an agent. The agent itself calls no AWS API and has none. */
import { dnsSuffix } from "../core/dns-suffix";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { allow, policyDocument, serviceTrust, type Statement } from "../core/iam";
import { physicalName } from "../core/names";
import type { PrivatePlace } from "./private-connection";

export interface PrivateAgentRoleProps {
  readonly place: PrivatePlace;
  readonly keyArn: string;
  /** Pattern of the secret with the token. */
  readonly secretArn: string;
  readonly image: string;
}

export class PrivateAgentRole extends Construct {
  readonly arn: string;
  /** Depend on it where the rights are used at once. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, props: PrivateAgentRoleProps) {
    super(scope, id);
    const { account, region, organisation } = props.place;
    const role = new IamRole(this, "resource", {
      provider: account.provider,
      name: physicalName("iamRole", organisation, "private-connection"),
      description: "Starts Grafana's agents for private data sources",
      assumeRolePolicy: serviceTrust("ecs-tasks.amazonaws.com", account.id, [
        `arn:${account.partition}:ecs:${region}:${account.id}:*`,
      ]),
    });
    this.arn = role.arn;
    this.ready = new IamRolePolicy(this, "policy", {
      provider: account.provider,
      name: "start",
      role: role.name,
      policy: policyDocument(statements(props)),
    });
  }
}

function statements({ place, keyArn, secretArn, image }: PrivateAgentRoleProps): readonly Statement[] {
  const { account, region, logGroupName } = place;
  const domain = dnsSuffix(account.partition);
  const logGroup = `arn:${account.partition}:logs:${region}:${account.id}:log-group:${logGroupName}:*`;
  return [
    allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], [logGroup]),
    allow("ReadToken", ["secretsmanager:GetSecretValue"], [secretArn]),
    allow("DecryptToken", ["kms:Decrypt"], [keyArn], {
      StringEquals: { "kms:ViaService": `secretsmanager.${region}.${domain}` },
    }),
    ...pullStatements(image, account.partition),
  ];
}

/** Images in ECR are pulled with this role; others are public. */
function pullStatements(image: string, partition: string): readonly Statement[] {
  const match = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/.exec(image);
  if (match === null) return [];
  const [, account = "", region = "", repository = ""] = match;
  const actions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
  return [
    allow("LogInToRegistry", ["ecr:GetAuthorizationToken"], ["*"]),
    allow("PullImage", actions, [`arn:${partition}:ecr:${region}:${account}:repository/${repository}`]),
  ];
}
