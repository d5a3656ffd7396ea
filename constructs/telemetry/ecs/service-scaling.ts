/** More tasks while their CPU is busy, fewer when it is not. */
import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Construct } from "constructs";
import type { Account } from "../../core/accounts";

/** Seconds until tasks are taken away again: shorter waves do not pay for a start. */
const SCALE_IN_SECONDS = 300;
const SCALE_OUT_SECONDS = 60;

export interface ServiceScalingProps {
  readonly account: Account;
  readonly region: string;
  /** Name of the cluster; may be a reference. */
  readonly cluster: string;
  /** Name of the service; a reference, so that it is there before. */
  readonly service: string;
  readonly minimum: number;
  readonly maximum: number;
  /** CPU use to aim at, in percent. */
  readonly cpuPercent: number;
}

export class ServiceScaling extends Construct {
  constructor(scope: Construct, id: string, props: ServiceScalingProps) {
    super(scope, id);
    const { account, region, cluster, service } = props;
    const at = { provider: account.provider, region };
    const target = new AppautoscalingTarget(this, "target", {
      ...at,
      serviceNamespace: "ecs",
      resourceId: `service/${cluster}/${service}`,
      scalableDimension: "ecs:service:DesiredCount",
      minCapacity: props.minimum,
      maxCapacity: props.maximum,
    });
    new AppautoscalingPolicy(this, "cpu", {
      ...at,
      name: "cpu",
      policyType: "TargetTrackingScaling",
      serviceNamespace: target.serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: props.cpuPercent,
        predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
        scaleInCooldown: SCALE_IN_SECONDS,
        scaleOutCooldown: SCALE_OUT_SECONDS,
      },
    });
  }
}
