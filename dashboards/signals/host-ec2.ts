/** EC2 instances as AWS sees them from outside, with their volumes and groups: what a host cannot tell of itself. */
import { onlyThis } from "../core/dimension-variable";
import { chosen, cloudWatch, type CloudWatchMetric } from "../core/query";
import type { JudgedSignal, Signal, ValueState } from "../core/signal";
import { NONE_ALLOWED } from "./count-thresholds";
import { HOSTS } from "./host-scope";

/** Dimension of CloudWatch by which its panels can be narrowed, called as the variable is. */
export const INSTANCE_ID = "InstanceId";

const ofInstance = { [INSTANCE_ID]: chosen(INSTANCE_ID) };
const ONLY_THIS = [onlyThis(HOSTS, INSTANCE_ID)];

const WHERE = "In the account and region chosen for CloudWatch.";

const PASSED: readonly ValueState[] = [
  { value: 0, text: "passed", is: "good" },
  { value: 1, text: "failed", is: "bad" },
];

const KEPT: readonly ValueState[] = [
  { value: 0, text: "within", is: "good" },
  { value: 1, text: "exceeded", is: "bad" },
];

interface Check {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly runbook: string;
  readonly metric: string;
  readonly states: readonly ValueState[];
}

/** A check of every instance; of its volumes as well where it is told of `AWS/EBS`. */
function check(namespace: "AWS/EC2" | "AWS/EBS", { metric, ...texts }: Check): JudgedSignal {
  const dimensions = namespace === "AWS/EBS" ? { ...ofInstance, VolumeId: "*" } : ofInstance;
  return {
    ...texts,
    description: `${texts.description} ${WHERE}`,
    type: "gauge",
    unit: "none",
    query: cloudWatch({ namespace, metric, statistic: "Maximum", dimensions }),
    judgement: NONE_ALLOWED,
    drillDowns: ONLY_THIS,
  };
}

export const systemCheck = check("AWS/EC2", {
  id: "ec2-system-check",
  name: "System checks",
  description:
    "Whether the machine under each instance works: power, network, hardware. Failed: stop and start the instance, which moves it to another machine; recovery does it by itself where it is on.",
  runbook: "ec2-check-failed",
  metric: "StatusCheckFailed_System",
  states: PASSED,
});

export const instanceCheck = check("AWS/EC2", {
  id: "ec2-instance-check",
  name: "Instance checks",
  description:
    "Whether the operating system of each instance answers. Failed: it has panicked, has no memory, or lost its network; read the console's output, then restart it.",
  runbook: "ec2-check-failed",
  metric: "StatusCheckFailed_Instance",
  states: PASSED,
});

export const volumesCheck = check("AWS/EC2", {
  id: "ec2-attached-volumes-check",
  name: "Checks of attached volumes",
  description:
    "Whether each instance reaches all EBS volumes that it has attached. Failed: programs hang on the disk; fail over, or restore from a snapshot.",
  runbook: "ec2-volume-impaired",
  metric: "StatusCheckFailed_AttachedEBS",
  states: PASSED,
});

export const stalledVolumes = check("AWS/EBS", {
  id: "ebs-volume-stalled",
  name: "Volumes stalled",
  description:
    "Whether each EBS volume completes its reads and writes. Failed: what uses it hangs; fail over, or restore from a snapshot.",
  runbook: "ec2-volume-impaired",
  metric: "VolumeStalledIOCheck",
  states: PASSED,
});

export const volumeOperations = check("AWS/EBS", {
  id: "ebs-operations-exceeded",
  name: "Volumes at their IOPS",
  description:
    "Whether programs asked for more operations per second than each EBS volume is provisioned for. What is above waits: provision more, it takes no downtime.",
  runbook: "host-disk-slow",
  metric: "VolumeIOPSExceededCheck",
  states: KEPT,
});

export const volumeThroughput = check("AWS/EBS", {
  id: "ebs-throughput-exceeded",
  name: "Volumes at their throughput",
  description:
    "Whether programs asked for more bytes per second than each EBS volume is provisioned for. What is above waits: provision more, it takes no downtime.",
  runbook: "host-disk-slow",
  metric: "VolumeThroughputExceededCheck",
  states: KEPT,
});

/** A number of every instance. */
function ofInstances(metric: string, statistic: CloudWatchMetric["statistic"]) {
  return cloudWatch({ namespace: "AWS/EC2", metric, statistic, dimensions: ofInstance });
}

export const cpuCredits: JudgedSignal = {
  id: "ec2-cpu-credits",
  name: "CPU credits",
  description: `Credits that each burstable instance has left; one is a minute of a whole CPU. At 0 it falls to its base rate, or costs extra if it is unlimited: take a larger or another type. ${WHERE}`,
  type: "gauge",
  unit: "short",
  query: ofInstances("CPUCreditBalance", "Minimum"),
  judgement: { warnBelow: 30, badBelow: 5 },
  runbook: "host-cpu-stolen",
  drillDowns: ONLY_THIS,
};

function balance(id: string, name: string, metric: string, what: string): JudgedSignal {
  return {
    id,
    name,
    description: `Credits for ${what} to all EBS volumes that each smaller instance has left. At 0 it falls to its base rate, whatever its volumes can do: take a larger type. ${WHERE}`,
    type: "gauge",
    unit: "percent",
    query: ofInstances(metric, "Minimum"),
    judgement: { warnBelow: 40, badBelow: 10 },
    runbook: "host-disk-slow",
    drillDowns: ONLY_THIS,
  };
}

export const operationsBalance = balance(
  "ec2-ebs-operations-balance",
  "EBS operation credits",
  "EBSIOBalance%",
  "operations",
);
export const bytesBalance = balance("ec2-ebs-bytes-balance", "EBS throughput credits", "EBSByteBalance%", "bytes");

export const oldMetadata: Signal = {
  id: "ec2-metadata-without-token",
  name: "Metadata read without token",
  description: `How often programs on each instance read its metadata by version 1, which a forged request can abuse to steal the instance's role. At 0 for weeks, version 2 can be required; until then, find the program and update its SDK. ${WHERE}`,
  type: "counter",
  unit: "short",
  query: ofInstances("MetadataNoToken", "Sum"),
  judgement: { unjudged: "It is put right within weeks, not at night." },
  drillDowns: ONLY_THIS,
};

function ofGroups(id: string, name: string, metric: string, what: string): Signal {
  return {
    id,
    name,
    description: `Instances that each Auto Scaling group ${what}. Needs group metrics, which are free. ${WHERE}`,
    type: "gauge",
    unit: "short",
    query: cloudWatch({
      namespace: "AWS/AutoScaling",
      metric,
      statistic: "Average",
      dimensions: { AutoScalingGroupName: "*" },
    }),
    judgement: { unjudged: "Instances that do not start show in the difference of both." },
  };
}

export const groupDesired = ofGroups("asg-desired", "Desired", "GroupDesiredCapacity", "should have");
export const groupInService = ofGroups("asg-in-service", "In service", "GroupInServiceInstances", "has in service");
