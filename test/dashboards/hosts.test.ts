import { describe, expect, it } from "vitest";
import { alertRule } from "../../dashboards/core/alert-rule";
import { dashboardPanels } from "../../dashboards/core/check";
import { hostDashboards } from "../../dashboards/hosts";
import { daysUntilFull, diskUsed } from "../../dashboards/signals/host-disk";
import { systemCheck } from "../../dashboards/signals/host-ec2";
import { asked, ESTATES, estateOn, findings, linksOf, onlyDashboard, rowsOf } from "./estates";
import { scope } from "./core/support";

const CHOSEN =
  'cloud_account_id=~"$account", cloud_region=~"$region", deployment_environment_name=~"$environment", service_name=~"$service", instance=~"$instance"';
const HOST = "deployment_environment_name, service_name, instance";
const MOUNT = `${HOST}, mountpoint, device`;
const ON_DISK = 'fstype!~"tmpfs|ramfs|overlay|squashfs|iso9660|nfs.*|fuse.*"';
const OUTWARD = 'device!~"lo|veth.*|docker.*|br-.*|cni.*|ecs-.*"';

describe.each(ESTATES)("the dashboard of hosts on %s", (platform) => {
  const estate = estateOn(platform);
  const hosts = onlyDashboard(hostDashboards, estate);

  it("has these panels", () => {
    expect([hosts.uid, hosts.folder]).toEqual(["hosts", "Compute"]);
    expect(rowsOf(hosts)).toEqual({
      "Is it fine?": [
        "stat Hosts reporting, short",
        "stat Hosts gone silent, short",
        "stat CPU of the busiest host, percent",
        "stat Memory of the fullest host, percent",
        "stat Fullest disk, percent",
        "stat First disk full in, d",
        "stat Killed for memory, all hosts, short",
        "stat Units failed, short",
        "stat Databases and web servers down, short",
        "stat Disks read-only or failing, short",
        "stat Clocks not kept, short",
        "stat Started within the hour, short",
      ],
      "Checks of AWS": [
        "state-timeline System checks, none",
        "state-timeline Instance checks, none",
        "state-timeline Checks of attached volumes, none",
      ],
      Hosts: ["table Hosts, s"],
      CPU: [
        "timeseries CPU busy, percent",
        "timeseries Load per CPU, short",
        "timeseries CPU stolen, percent",
        "timeseries Waiting for CPU, percentunit",
        "timeseries Waiting for disks, percent",
      ],
      Memory: [
        "timeseries Memory used, percent",
        "timeseries Memory available, bytes",
        "timeseries Killed for memory, short",
        "timeseries Waiting for memory, percentunit",
        "timeseries Page faults from disk, ops",
        "timeseries Swap used, percent",
      ],
      "Disk space": [
        "timeseries Disk space used, percent",
        "timeseries Days until a disk is full, d",
        "timeseries Inodes used, percent",
      ],
      "Disk work": [
        "timeseries Disk latency, s",
        "timeseries Disks busy, percentunit",
        "timeseries Waiting for disk, percentunit",
        "timeseries Disk throughput, Bps",
        "timeseries Disk operations, iops",
      ],
      Network: [
        "timeseries Network, bps",
        "timeseries Packets lost, percent",
        "timeseries TCP segments repeated, percent",
        "timeseries Connections refused by full queues, cps",
        "timeseries Connection tracking used, percent",
        "timeseries TCP connections, short",
      ],
      System: [
        "table Failed units, none",
        "timeseries Clock off by, s",
        "timeseries File handles used, percent",
        "timeseries Uptime, s",
        "timeseries Collectors failing, short",
      ],
      Programs: [
        "timeseries CPU of programs, short",
        "timeseries Memory of programs, bytes",
        "timeseries File handles of the worst process, percentunit",
        "timeseries Processes of programs, short",
        "timeseries Programs running for, s",
        "timeseries Zombies, short",
      ],
      Roles: ["state-timeline Databases and web servers, none"],
      Databases: [
        "timeseries Database connections used, percent",
        "timeseries MySQL queries, ops",
        "timeseries PostgreSQL transactions, ops",
        "timeseries MySQL queries that are slow, percent",
        "timeseries MySQL replica behind, s",
        "timeseries PostgreSQL transactions rolled back, percent",
        "timeseries PostgreSQL's oldest transaction, s",
        "timeseries PostgreSQL deadlocks, ops",
      ],
      "Web servers": [
        "timeseries Requests, reqps",
        "timeseries Apache workers busy, percent",
        "timeseries nginx connections dropped, percent",
      ],
      "Volumes by EBS": [
        "state-timeline Volumes stalled, none",
        "state-timeline Volumes at their IOPS, none",
        "state-timeline Volumes at their throughput, none",
      ],
      Credits: [
        "timeseries CPU credits, short",
        "timeseries EBS operation credits, percent",
        "timeseries EBS throughput credits, percent",
      ],
      Fleet: [
        "timeseries Auto Scaling groups, desired and in service, short",
        "timeseries Metadata read without token, short",
      ],
    });
  });

  it("asks for use and saturation of CPU and memory", () => {
    const rate = (more: string): string =>
      `sum by (${HOST}) (rate(node_cpu_seconds_total{${CHOSEN}${more}}[$__rate_interval]))`;
    const total = `max by (${HOST}) (node_memory_MemTotal_bytes{${CHOSEN}})`;
    expect(asked(hosts, "CPU busy")).toEqual([
      `\${prometheus}: (${rate(', mode!~"idle|iowait"')} / (${rate("")} > 0)) * 100`,
    ]);
    expect(asked(hosts, "Load per CPU")).toEqual([
      `\${prometheus}: max by (${HOST}) (node_load5{${CHOSEN}}) / count by (${HOST}) (node_cpu_seconds_total{${CHOSEN}, mode="idle"})`,
    ]);
    expect(asked(hosts, "Memory used")).toEqual([
      `\${prometheus}: ((${total} - max by (${HOST}) (node_memory_MemAvailable_bytes{${CHOSEN}})) / (${total} > 0)) * 100`,
    ]);
    expect(asked(hosts, "Killed for memory")).toEqual([
      `\${prometheus}: max by (${HOST}) (increase(node_vmstat_oom_kill{${CHOSEN}}[1h]))`,
    ]);
  });

  it("draws the last day of each disk on until it is full", () => {
    const selector = `node_filesystem_avail_bytes{${CHOSEN}, ${ON_DISK}}`;
    const now = `max by (${MOUNT}) (${selector})`;
    const inAWeek = `max by (${MOUNT}) (predict_linear(${selector}[1d], 604800))`;
    const days = `clamp_max((${now} / clamp_min(${now} - ${inAWeek}, 1)) * 7, 365)`;
    expect(asked(hosts, "Days until a disk is full")).toEqual([`\${prometheus}: ${days}`]);
    expect(asked(hosts, "First disk full in")).toEqual([`\${prometheus}: min(${days})`]);
  });

  it("asks for latency of disks, losses of the network, clocks and units", () => {
    const disk = (metric: string): string =>
      `sum by (${HOST}, device) (rate(node_disk_${metric}_total{${CHOSEN}}[$__rate_interval]))`;
    const net = (what: string): string =>
      `sum by (${HOST}) (rate(node_network_${what}_total{${CHOSEN}, ${OUTWARD}}[$__rate_interval]))`;
    expect(asked(hosts, "Disk latency")).toEqual([
      `\${prometheus}: ${disk("read_time_seconds")} / (${disk("reads_completed")} > 0)`,
      `\${prometheus}: ${disk("write_time_seconds")} / (${disk("writes_completed")} > 0)`,
    ]);
    expect(asked(hosts, "Packets lost")).toEqual([
      `\${prometheus}: ((((${net("receive_errs")} + ${net("receive_drop")}) + ${net("transmit_errs")}) + ${net("transmit_drop")}) / ((${net("receive_packets")} + ${net("transmit_packets")}) > 0)) * 100`,
    ]);
    expect(asked(hosts, "Clock off by")).toEqual([
      `\${prometheus}: max by (${HOST}) (abs(node_timex_offset_seconds{${CHOSEN}}))`,
    ]);
    expect(asked(hosts, "Failed units")).toEqual([
      `\${prometheus}: max by (${HOST}, name) (node_systemd_unit_state{${CHOSEN}, state="failed"} > 0)`,
    ]);
  });

  it("counts what is down by role, 0 where there is no such role", () => {
    const down = (metric: string): string => `(count(${metric}{${CHOSEN}} == 0) or vector(0))`;
    expect(asked(hosts, "Databases and web servers down")).toEqual([
      `\${prometheus}: ((${down("mysql_up")} + ${down("pg_up")}) + ${down("apache_up")}) + ${down("nginx_up")}`,
    ]);
    expect(asked(hosts, "Databases and web servers")).toEqual(
      ["mysql_up", "pg_up", "apache_up", "nginx_up"].map(
        (metric) => `\${prometheus}: min by (${HOST}) (${metric}{${CHOSEN}})`,
      ),
    );
  });

  it("asks AWS for what a host cannot tell of itself", () => {
    const panels = ["System checks", "Instance checks", "Checks of attached volumes", "Volumes stalled"];
    const more = ["CPU credits", "EBS operation credits", "Auto Scaling groups, desired and in service"];
    expect([...panels, ...more, "Metadata read without token"].flatMap((panel) => asked(hosts, panel))).toEqual(
      [
        "Maximum of AWS/EC2 StatusCheckFailed_System, InstanceId=$InstanceId",
        "Maximum of AWS/EC2 StatusCheckFailed_Instance, InstanceId=$InstanceId",
        "Maximum of AWS/EC2 StatusCheckFailed_AttachedEBS, InstanceId=$InstanceId",
        "Maximum of AWS/EBS VolumeStalledIOCheck, InstanceId=$InstanceId, VolumeId=*",
        "Minimum of AWS/EC2 CPUCreditBalance, InstanceId=$InstanceId",
        "Minimum of AWS/EC2 EBSIOBalance%, InstanceId=$InstanceId",
        "Average of AWS/AutoScaling GroupDesiredCapacity, AutoScalingGroupName=*",
        "Average of AWS/AutoScaling GroupInServiceInstances, AutoScalingGroupName=*",
        "Sum of AWS/EC2 MetadataNoToken, InstanceId=$InstanceId",
      ].map((text) => `\${cloudwatch}: ${text}`),
    );
  });

  it("can be narrowed down to one host and one instance, as its links do", () => {
    expect(hosts.model.templating.list?.map(({ name }) => name)).toEqual([
      "prometheus",
      "cloudwatch",
      "account",
      "region",
      "environment",
      "service",
      "instance",
      "cloudwatch_region",
      "InstanceId",
    ]);
    expect(linksOf(hosts, "CPU busy")).toEqual([
      "This host only: /d/hosts?var-instance=${__field.labels.instance}&${account:queryparam}&${region:queryparam}&${environment:queryparam}&${service:queryparam}&${__url_time_range}",
      "Logs of its service: /d/logs?var-service=${__field.labels.service_name}&var-environment=${__field.labels.deployment_environment_name}&${account:queryparam}&${__url_time_range}",
    ]);
    expect(linksOf(hosts, "System checks")).toEqual([
      "Only this one: /d/hosts?var-InstanceId=${__field.labels.InstanceId}&${cloudwatch:queryparam}&${cloudwatch_region:queryparam}&${__url_time_range}",
    ]);
    expect(new Set(hosts.json().match(/\/d\/[\w-]+/g))).toEqual(new Set(["/d/hosts", "/d/logs", "/d/load-balancers"]));
  });

  it("hands on no label from panels whose series have none", () => {
    const panels = dashboardPanels(hosts.model).filter(({ type }) => type === "stat" || type === "table");
    expect(
      panels.filter(({ fieldConfig }) => JSON.stringify(fieldConfig?.defaults).includes("__field.labels")),
    ).toEqual([]);
  });

  it("has no finding", async () => {
    expect(await findings(hosts, estate)).toEqual([]);
  });
});

describe("the dashboard of hosts", () => {
  it("has the same panels on both platforms", () => {
    const [cloud, managed] = ESTATES.map((platform) => rowsOf(onlyDashboard(hostDashboards, estateOn(platform))));
    expect(managed).toEqual(cloud);
  });
});

describe("signals of hosts as alerts", () => {
  const { sources } = scope();

  it("look at all hosts, and still only at what lies on disk", () => {
    const rule = alertRule(diskUsed, { severity: "page", for: "10m", sources });
    const size = `max by (${MOUNT}) (node_filesystem_size_bytes{${ON_DISK}})`;
    expect(rule.text).toBe(
      `((${size} - max by (${MOUNT}) (node_filesystem_avail_bytes{${ON_DISK}})) / (${size} > 0)) * 100`,
    );
    expect(rule.condition).toEqual({ is: "above", threshold: 90 });
  });

  it("warn a week before a disk is full, and page a day before", () => {
    const condition = (severity: "warn" | "page"): unknown =>
      alertRule(daysUntilFull, { severity, for: "1h", sources }).condition;
    expect(condition("warn")).toEqual({ is: "below", threshold: 7 });
    expect(condition("page")).toEqual({ is: "below", threshold: 1 });
  });

  it("fire on the value of a failed check", () => {
    const { condition } = alertRule(systemCheck, { severity: "page", for: "5m", sources });
    expect(condition.is).toBe("above");
    expect(condition.threshold).toBeGreaterThan(0);
    expect(condition.threshold).toBeLessThan(1);
  });
});
