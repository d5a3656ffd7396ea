/**
 * EC2 Auto Scaling groups. Free of charge, but each group has to have its metrics enabled.
 *
 * Left out: forecasts of predictive scaling.
 */
import { gauge } from "../family";
import { cloudWatchFamily } from "./family";

const group = gauge("Count", "AutoScalingGroupName");

export const autoScaling = cloudWatchFamily({
  namespace: "AWS/AutoScaling",
  source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html",
  metrics: {
    GroupMinSize: group,
    GroupMaxSize: group,
    GroupDesiredCapacity: group,
    GroupInServiceInstances: group,
    GroupPendingInstances: group,
    GroupStandbyInstances: group,
    GroupTerminatingInstances: group,
    GroupTotalInstances: group,

    // In units of capacity, for groups that weigh instance types.
    GroupInServiceCapacity: group,
    GroupPendingCapacity: group,
    GroupStandbyCapacity: group,
    GroupTerminatingCapacity: group,
    GroupTotalCapacity: group,

    WarmPoolMinSize: group,
    WarmPoolDesiredCapacity: group,
    WarmPoolPendingCapacity: group,
    WarmPoolTerminatingCapacity: group,
    WarmPoolWarmedCapacity: group,
    WarmPoolTotalCapacity: group,
    GroupAndWarmPoolDesiredCapacity: group,
    GroupAndWarmPoolTotalCapacity: group,
  },
});
