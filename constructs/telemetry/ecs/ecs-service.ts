/** A service of ECS that the estate owns: its task definition, its doors, and how it is deployed. */
import { EcsService as Service } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { cidrId, ClosedGroup } from "../../core/closed-group";
import { existingNetwork } from "../../core/network";
import type { DecoratedTask } from "./decorate";
import type { ServicePlace } from "./service-place";
import { ServiceScaling } from "./service-scaling";

/** Stores of telemetry, images, secrets and AWS itself are called by names whose addresses move. */
const ANYWHERE = "0.0.0.0/0";

/** Minutes after which a deployment that does not come up is given up; the circuit breaker is quicker as a rule. */
const DEPLOYMENT_MINUTES = "30m";

/** Seconds in which a load balancer's checks do not count after a start. */
const GRACE_SECONDS = 60;

export interface EcsServiceProps {
  readonly place: ServicePlace;
  readonly task: DecoratedTask;
  /** ARN of the cluster; may be a reference. */
  readonly clusterArn: string;
  /** Its name; may be a reference. */
  readonly clusterName: string;
  readonly taskRoleArn: string;
  readonly executionRoleArn: string;
  /** What must be there before the first task starts: rights of the roles. */
  readonly ready: readonly ITerraformDependable[];
  /** Ids of more security groups that its tasks join, such as those that PrivateLink lets in. */
  readonly securityGroupIds: readonly string[];
}

export class EcsService extends Construct {
  readonly #props: EcsServiceProps;
  readonly #at: { readonly provider: ServicePlace["account"]["provider"]; readonly region: string };

  constructor(scope: Construct, id: string, props: EcsServiceProps) {
    super(scope, id);
    this.#props = props;
    const { account, region, settings } = props.place;
    this.#at = { provider: account.provider, region };
    const service = this.service(this.task(), this.securityGroup());
    const { desiredCount: minimum, maxCount: maximum = minimum, scaleAtCpuPercent: cpuPercent } = settings;
    if (maximum > minimum)
      new ServiceScaling(this, "scaling", {
        ...{ account, region, minimum, maximum, cpuPercent },
        cluster: props.clusterName,
        service: service.name,
      });
  }

  private task(): EcsTaskDefinition {
    const { place, task, taskRoleArn, executionRoleArn, ready } = this.#props;
    const { settings, names } = place;
    return new EcsTaskDefinition(this, "task", {
      ...this.#at,
      family: names.family,
      cpu: String(task.cpu),
      memory: String(task.memory),
      requiresCompatibilities: [settings.launchType.toUpperCase()],
      networkMode: "awsvpc",
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: settings.architecture.toUpperCase() },
      taskRoleArn,
      executionRoleArn,
      containerDefinitions: JSON.stringify(task.containerDefinitions),
      volume: task.volumes.map(({ name }) => ({ name })),
      dependsOn: [...ready],
    });
  }

  /** Out to HTTPS and to what is named, in for whom is named. Names are resolved by the VPC, which no rule governs. */
  private securityGroup(): ClosedGroup {
    const { account, region, config, names, service, settings } = this.#props.place;
    const { vpcId } = existingNetwork(config, account.key, region);
    const description = `Tasks of the service ${service}`;
    const group = new ClosedGroup(this, "security-group", {
      ...{ account, region, vpcId, description },
      name: names.securityGroup,
    });
    group.allowTo("https", { cidr: ANYWHERE }, 443, "Telemetry, images, secrets, AWS");
    for (const { cidr, port } of settings.egress)
      group.allowTo(`to-${cidrId(cidr)}-${String(port)}`, { cidr }, port, "Named in the estate");
    for (const { cidr, securityGroupId, port, account: only = account.key } of settings.ingress) {
      if (only !== account.key) continue;
      const peer = cidr === undefined ? { group: { id: securityGroupId ?? "" } } : { cidr };
      const from = cidr === undefined ? (securityGroupId ?? "") : cidrId(cidr);
      group.allowFrom(`from-${from}-${String(port)}`, peer, port, "Named in the estate");
    }
    return group;
  }

  /**
   * It is waited for: until the new tasks run, the configurations of the old ones must not go, and an apply that ended
   * before would not know of a deployment that was rolled back.
   */
  private service(task: EcsTaskDefinition, group: ClosedGroup): Service {
    const { place, clusterArn, securityGroupIds } = this.#props;
    const { account, region, config, names, settings } = place;
    const scales = (settings.maxCount ?? settings.desiredCount) > settings.desiredCount;
    return new Service(this, "service", {
      ...this.#at,
      name: names.service,
      cluster: clusterArn,
      taskDefinition: task.arn,
      launchType: settings.launchType.toUpperCase(),
      desiredCount: settings.desiredCount,
      ...(settings.launchType === "fargate" ? { availabilityZoneRebalancing: "ENABLED" } : {}),
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      waitForSteadyState: true,
      timeouts: { create: DEPLOYMENT_MINUTES, update: DEPLOYMENT_MINUTES },
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      networkConfiguration: {
        subnets: [...existingNetwork(config, account.key, region).privateSubnetIds],
        securityGroups: [group.id, ...securityGroupIds],
        assignPublicIp: false,
      },
      ...this.loadBalancer(),
      lifecycle: {
        ...(scales ? { ignoreChanges: ["desired_count"] } : {}),
        // A rollback ends in a steady state too, with the old definition.
        postcondition: [
          {
            condition: `\${self.task_definition == ${task.fqn}.arn}`,
            errorMessage: `The deployment of ${names.service} was rolled back: its new tasks did not come up.`,
          },
        ],
      },
    });
  }

  private loadBalancer() {
    const { account, settings } = this.#props.place;
    const targetGroupArn = settings.targetGroups[account.key];
    const [containerName, container] =
      Object.entries(settings.containers).find(([, { port }]) => port !== undefined) ?? [];
    if (targetGroupArn === undefined || containerName === undefined || container?.port === undefined) return {};
    return {
      healthCheckGracePeriodSeconds: GRACE_SECONDS,
      loadBalancer: [{ targetGroupArn, containerName, containerPort: container.port }],
    };
  }
}
