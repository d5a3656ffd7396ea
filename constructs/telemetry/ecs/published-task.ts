/**
 * A decorated task for an application whose Terraform is its own: JSON in SSM, which it registers. Nothing in it is secret;
 * secrets are ARNs.
 */
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import type { DecoratedTask } from "./decorate";
import type { ServicePlace } from "./service-place";
import type { Statement } from "../../core/iam";

export interface PublishedTaskProps {
  readonly place: ServicePlace;
  readonly task: DecoratedTask;
  /** What the execution role needs, for the application's own containers as well. */
  readonly startStatements: readonly Statement[];
}

/** Names of the parameters, for people and for the application's Terraform. */
export function publishedNames({ names }: Pick<ServicePlace, "names">) {
  const at = `/${names.path}`;
  return { containers: `${at}/container-definitions`, task: `${at}/task`, policies: `${at}/policies` };
}

export class PublishedTask extends Construct {
  readonly #place: ServicePlace;

  constructor(scope: Construct, id: string, { place, task, startStatements }: PublishedTaskProps) {
    super(scope, id);
    this.#place = place;
    const { settings, service } = place;
    const names = publishedNames(place);
    this.parameter(
      "containers",
      names.containers,
      `Containers of ${service} with their telemetry`,
      task.containerDefinitions,
    );
    this.parameter("task", names.task, `Size, volumes and platform of the tasks of ${service}`, {
      cpu: String(task.cpu),
      memory: String(task.memory),
      networkMode: "awsvpc",
      requiresCompatibilities: [settings.launchType.toUpperCase()],
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: settings.architecture.toUpperCase() },
      volumes: task.volumes,
    });
    this.parameter("policies", names.policies, `Statements for the task role and the execution role of ${service}`, {
      taskRole: task.statements,
      executionRole: startStatements,
    });
  }

  /** More than 4 KB needs the advanced tier, which is billed; AWS takes it for those only. */
  private parameter(id: string, name: string, description: string, value: unknown): void {
    const { account, region } = this.#place;
    new SsmParameter(this, id, {
      provider: account.provider,
      region,
      name,
      description,
      type: "String",
      tier: "Intelligent-Tiering",
      value: JSON.stringify(value),
    });
  }
}
