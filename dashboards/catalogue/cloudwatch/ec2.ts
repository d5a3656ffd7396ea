/**
 * EC2 instances as the hypervisor sees them. Sums over an Auto Scaling group, an image or an instance type are sent for
 * instances with detailed monitoring.
 *
 * Left out: what is mirrored (`NetworkMirrorIn` and the like) and address usage of VPCs.
 */
import { counter, gauge, type MetricEntry } from "../family";
import { cloudWatchFamily } from "./family";

const INSTANCE = ["InstanceId"] as const;
const SUMS = [...INSTANCE, "AutoScalingGroupName", "ImageId", "InstanceType"] as const;

/** 1 when the check has failed within the last minute. */
const check: MetricEntry = { ...gauge("Count", ...SUMS), range: [0, 1] };
const exceeded: MetricEntry = { ...gauge("None", ...INSTANCE), range: [0, 1] };

export const ec2 = cloudWatchFamily({
  namespace: "AWS/EC2",
  source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html",
  metrics: {
    CPUUtilization: gauge("Percent", ...SUMS),
    GPUPowerUtilization: gauge("Percent", ...INSTANCE),
    NetworkIn: counter("Bytes", ...SUMS),
    NetworkOut: counter("Bytes", ...SUMS),
    NetworkPacketsIn: counter("Count", ...SUMS),
    NetworkPacketsOut: counter("Count", ...SUMS),
    // By version 1 of the metadata service, which needs no token.
    MetadataNoToken: counter("Count", ...INSTANCE),
    MetadataNoTokenRejected: counter("Count", ...INSTANCE),

    StatusCheckFailed: check,
    StatusCheckFailed_System: check,
    StatusCheckFailed_Instance: check,
    StatusCheckFailed_AttachedEBS: check,
    StatusCheckFailed_Application: check,

    // Of burstable instances, in vCPU-minutes.
    CPUCreditUsage: counter("Count", ...INSTANCE),
    CPUCreditBalance: gauge("Count", ...INSTANCE),
    CPUSurplusCreditBalance: gauge("Count", ...INSTANCE),
    CPUSurplusCreditsCharged: gauge("Count", ...INSTANCE),

    // Instance store volumes.
    DiskReadBytes: counter("Bytes", ...SUMS),
    DiskWriteBytes: counter("Bytes", ...SUMS),
    DiskReadOps: counter("Count", ...SUMS),
    DiskWriteOps: counter("Count", ...SUMS),

    // All EBS volumes of an instance together, and what the instance can do at most.
    EBSReadBytes: counter("Bytes", ...SUMS),
    EBSWriteBytes: counter("Bytes", ...SUMS),
    EBSReadOps: counter("Count", ...SUMS),
    EBSWriteOps: counter("Count", ...SUMS),
    "EBSIOBalance%": gauge("Percent", ...SUMS),
    "EBSByteBalance%": gauge("Percent", ...SUMS),
    InstanceEBSIOPSExceededCheck: exceeded,
    InstanceEBSThroughputExceededCheck: exceeded,

    DedicatedHostCPUUtilization: gauge("Percent", "HostId"),
  },
});
