import { describe, expect, it } from "vitest";
import { catalogue } from "../../../dashboards/catalogue";
import { cloudWatchMetrics } from "../../../dashboards/catalogue/cloudwatch";

/** Metrics and dimensions of each namespace, as its page of AWS lists them. */
const NAMESPACES: Readonly<Record<string, readonly [number, ...string[]]>> = {
  "AWS/AutoScaling": [21, "AutoScalingGroupName"],
  "AWS/EBS": [21, "AvailabilityZone", "InstanceId", "SnapshotId", "VolumeId", "sourceRegion"],
  "AWS/EC2": [30, "AutoScalingGroupName", "HostId", "ImageId", "InstanceId", "InstanceType"],
  "AWS/ECS": [20, "ClusterName", "DiscoveryName", "ServiceName", "TargetDiscoveryName"],
  "ECS/ContainerInsights": [
    47,
    "ClusterName",
    "ContainerInstanceId",
    "ContainerName",
    "InstanceId",
    "ServiceName",
    "TaskDefinitionFamily",
    "TaskId",
    "VolumeName",
  ],
};

/** The words in which CloudWatch tells units. */
const UNITS = [
  "Bytes",
  "Bytes/Second",
  "Count",
  "Count/Second",
  "Gigabytes",
  "Kilobytes/Second",
  "Megabytes",
  "Milliseconds",
  "None",
  "Percent",
  "Seconds",
];

describe.each(Object.entries(NAMESPACES))("the catalogue of %s", (namespace, [metrics, ...dimensions]) => {
  const facts = Object.entries(cloudWatchMetrics).filter(([name]) => name.startsWith(`${namespace} `));

  it("has what its page lists, with its dimensions", () => {
    expect(facts).toHaveLength(metrics);
    expect([...new Set(facts.flatMap(([, { labels }]) => labels))].toSorted()).toEqual(dimensions);
    expect(facts.filter(([, { labels }]) => labels.length === 0).map(([name]) => name)).toEqual([]);
  });

  it("gives units in CloudWatch's words, and the page", () => {
    expect(facts.filter(([, { unit }]) => !UNITS.includes(unit)).map(([name]) => name)).toEqual([]);
    expect(facts.filter(([, { source }]) => !/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/.test(source))).toEqual([]);
  });
});

describe("the catalogue of compute", () => {
  it.each([
    ["AWS/ECS RunningTaskCount", "Container Insights counts tasks"],
    ["ECS/ContainerInsights CPUUtilization", "that is a metric of AWS/ECS"],
    ["AWS/EC2 MemoryUtilization", "the hypervisor does not see memory"],
    ["AWS/EC2 DiskSpaceUtilization", "the hypervisor does not see file systems"],
    ["AWS/EBS VolumeReadLatency", "it is called VolumeAvgReadLatency"],
  ])("does not know %s: %s", (name) => {
    expect(catalogue.find(name)).toBeUndefined();
  });

  it.each([
    ["ECS/ContainerInsights DesiredTaskCount", "Count", ["ClusterName", "ServiceName"]],
    [
      "ECS/ContainerInsights NetworkRxBytes",
      "Bytes/Second",
      ["ClusterName", "ServiceName", "TaskDefinitionFamily", "TaskId"],
    ],
    ["AWS/ECS CPUReservation", "Percent", ["ClusterName"]],
    ["AWS/ECS TargetResponseTime", "Milliseconds", ["TargetDiscoveryName", "ClusterName", "ServiceName"]],
    ["AWS/EC2 EBSIOBalance%", "Percent", ["InstanceId", "AutoScalingGroupName", "ImageId", "InstanceType"]],
    ["AWS/EC2 CPUCreditBalance", "Count", ["InstanceId"]],
    ["AWS/EBS VolumeStalledIOCheck", "None", ["VolumeId", "InstanceId"]],
    ["AWS/EBS BurstBalance", "Percent", ["VolumeId"]],
    ["AWS/AutoScaling GroupInServiceInstances", "Count", ["AutoScalingGroupName"]],
  ])("knows %s", (name, unit, labels) => {
    expect(catalogue.find(name)).toMatchObject({ unit, labels });
  });
});
