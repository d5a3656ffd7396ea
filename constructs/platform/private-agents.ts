/** The agents of private data source connect, on Fargate: no host to patch, no address to reach them at. */
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Construct } from "constructs";
import type { CustomerKey } from "../core/customer-key";
import type { CustomerSecret } from "../core/customer-secret";
import { physicalName } from "../core/names";
import { cidrId, ClosedGroup } from "../core/closed-group";
import { agentContainer, imageOf } from "./private-agent-container";
import { PrivateAgentRole } from "./private-agent-role";
import type { PrivatePlace } from "./private-connection";

/** What one agent needs: it forwards bytes and encrypts them. In CPU units (1024 a core) and MiB. */
const SIZE = { cpu: "512", memory: "1024" };

/** Everything of Grafana and of AWS that an agent calls by name has addresses that change. */
const ANYWHERE = "0.0.0.0/0";

export interface PrivateAgentsProps {
  readonly place: PrivatePlace;
  readonly key: CustomerKey;
  /** Holds the agents' token. */
  readonly secret: CustomerSecret;
  /** Number of the stack; may be a reference. */
  readonly stackId: string;
  /** Cluster of private data source connect; may be a reference. */
  readonly cluster: string;
}

export class PrivateAgents extends Construct {
  readonly #props: PrivateAgentsProps;
  readonly #at: { readonly provider: PrivatePlace["account"]["provider"]; readonly region: string };

  constructor(scope: Construct, id: string, props: PrivateAgentsProps) {
    super(scope, id);
    this.#props = props;
    this.#at = { provider: props.place.account.provider, region: props.place.region };
    this.service(this.task(this.logs()), this.securityGroup());
  }

  private logs(): CloudwatchLogGroup {
    const { place, key } = this.#props;
    return new CloudwatchLogGroup(this, "logs", {
      ...this.#at,
      name: place.logGroupName,
      retentionInDays: place.settings.logRetentionDays,
      kmsKeyId: key.arn,
    });
  }

  /** Out to Grafana and to the targets; nothing in. Names are resolved by the VPC, which no rule governs. */
  private securityGroup(): ClosedGroup {
    const { account, region, network, organisation, settings } = this.#props.place;
    const group = new ClosedGroup(this, "security-group", {
      account,
      region,
      vpcId: network.vpcId,
      name: physicalName("securityGroup", organisation, "private-connection"),
      description: "Agents through which Grafana Cloud reads private data sources",
    });
    group.allowTo("https", { cidr: ANYWHERE }, 443, "Grafana signs keys; image, token and logs of the agent");
    group.allowTo("ssh", { cidr: ANYWHERE }, 22, "Tunnel to Grafana");
    for (const { cidr, port } of settings.targets) {
      group.allowTo(`target-${cidrId(cidr)}-${String(port)}`, { cidr }, port, "Private data source");
    }
    return group;
  }

  private task(logs: CloudwatchLogGroup): EcsTaskDefinition {
    const { place, key, secret, stackId, cluster } = this.#props;
    const image = imageOf(place.settings);
    const role = new PrivateAgentRole(this, "role", { place, keyArn: key.arn, secretArn: secret.arnPattern, image });
    const container = agentContainer({ image, cluster, stackId, logGroup: logs.name, region: place.region, secret });
    return new EcsTaskDefinition(this, "task", {
      ...this.#at,
      ...SIZE,
      family: physicalName("ecsTaskFamily", place.organisation, "private-connection"),
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "X86_64" },
      executionRoleArn: role.arn,
      containerDefinitions: JSON.stringify([container]),
      dependsOn: [role.ready],
    });
  }

  private service(task: EcsTaskDefinition, group: ClosedGroup): void {
    const { organisation, settings, network } = this.#props.place;
    const cluster = new EcsCluster(this, "cluster", {
      ...this.#at,
      name: physicalName("ecsCluster", organisation, "private-connection"),
      setting: [{ name: "containerInsights", value: "enabled" }],
    });
    new EcsService(this, "service", {
      ...this.#at,
      name: physicalName("ecsService", organisation, "private-connection"),
      cluster: cluster.arn,
      taskDefinition: task.arn,
      launchType: "FARGATE",
      desiredCount: settings.agents,
      availabilityZoneRebalancing: "ENABLED",
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      networkConfiguration: {
        subnets: [...network.privateSubnetIds],
        securityGroups: [group.id],
        assignPublicIp: false,
      },
    });
  }
}
