/** EBS volumes, while they are attached. What also has the instance as dimension is told of Nitro instances only. */
import { counter, gauge, type MetricEntry } from "../family";
import { cloudWatchFamily } from "./family";

const VOLUME = ["VolumeId"] as const;
const ATTACHED = [...VOLUME, "InstanceId"] as const;
const SNAPSHOT = ["SnapshotId", "AvailabilityZone"] as const;

/** 1 when it was so within the last minute. */
const check: MetricEntry = { ...gauge("None", ...ATTACHED), range: [0, 1] };

export const ebs = cloudWatchFamily({
  namespace: "AWS/EBS",
  source: "https://docs.aws.amazon.com/ebs/latest/userguide/using_cloudwatch_ebs.html",
  metrics: {
    VolumeReadBytes: counter("Bytes", ...VOLUME),
    VolumeWriteBytes: counter("Bytes", ...VOLUME),
    VolumeReadOps: counter("Count", ...VOLUME),
    VolumeWriteOps: counter("Count", ...VOLUME),
    VolumeTotalReadTime: counter("Seconds", ...VOLUME),
    VolumeTotalWriteTime: counter("Seconds", ...VOLUME),
    VolumeIdleTime: counter("Seconds", ...VOLUME),
    VolumeQueueLength: gauge("Count", ...VOLUME),
    // Of volumes with provisioned IOPS.
    VolumeThroughputPercentage: gauge("Percent", ...VOLUME),
    VolumeConsumedReadWriteOps: counter("Count", ...VOLUME),
    // Of gp2, st1 and sc1.
    BurstBalance: gauge("Percent", ...VOLUME),

    VolumeAvgIOPS: gauge("Count/Second", ...ATTACHED),
    VolumeAvgThroughput: gauge("Kilobytes/Second", ...ATTACHED),
    VolumeAvgReadLatency: gauge("Milliseconds", ...ATTACHED),
    VolumeAvgWriteLatency: gauge("Milliseconds", ...ATTACHED),
    VolumeIOPSExceededCheck: check,
    VolumeThroughputExceededCheck: check,
    VolumeStalledIOCheck: check,

    SnapshotCopyBytesTransferred: counter("Bytes", "sourceRegion"),
    FastSnapshotRestoreCreditsBucketSize: gauge("None", ...SNAPSHOT),
    FastSnapshotRestoreCreditsBalance: gauge("None", ...SNAPSHOT),
  },
});
