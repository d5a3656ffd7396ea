/**
 * Who a task is, by OpenTelemetry's names: the one contract by which metrics, logs and traces, documents and dashboards
 * say the same. What only a running task knows (its ARN, its cluster) is added by the collector and the log router.
 */
import { attributeOf } from "../../../dashboards/core/labels";

export interface TaskIdentity {
  /** Key of the service. */
  readonly service: string;
  /** Name of the organisation. */
  readonly organisation: string;
  /** Stage of the account. */
  readonly environment: string;
  /** 12 digits. */
  readonly accountId: string;
  readonly region: string;
  readonly launchType: "fargate" | "ec2";
  /** Family of the task definition. */
  readonly family: string;
}

/** Attributes that hold for everything in the task. */
export function resourceAttributes(task: TaskIdentity): Readonly<Record<string, string>> {
  return {
    [attributeOf("service")]: task.service,
    "service.namespace": task.organisation,
    [attributeOf("environment")]: task.environment,
    "cloud.provider": "aws",
    "cloud.platform": "aws_ecs",
    [attributeOf("account")]: task.accountId,
    [attributeOf("region")]: task.region,
    "aws.ecs.launchtype": task.launchType,
    "aws.ecs.task.family": task.family,
  };
}

/** As `OTEL_RESOURCE_ATTRIBUTES` takes them: commas and equals signs of values are escaped. */
export function attributesText(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join(",");
}
