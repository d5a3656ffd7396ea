import { describe, expect, it } from "vitest";
import { alertRule } from "../../dashboards/core/alert-rule";
import { dashboardPanels } from "../../dashboards/core/check";
import { rdsDashboards } from "../../dashboards/rds";
import { cpu } from "../../dashboards/signals/rds";
import { uptime } from "../../dashboards/signals/rds-aurora";
import { storage } from "../../dashboards/signals/rds-storage";
import { cloudWatchAsked, dashboardOn, findings, judged, linksOf, outline, PLATFORMS, scopeOn } from "./platforms";

const INSTANCE = "DBInstanceIdentifier=$DBInstanceIdentifier";

describe.each(PLATFORMS)("the dashboard of databases on %s", (platform) => {
  const rds = dashboardOn(platform, rdsDashboards);

  it("has these panels", () => {
    expect([rds.uid, rds.folder, outline(rds)]).toEqual([
      "rds",
      "Managed services",
      {
        "Is it fine?": [
          "stat Highest processor use, percent",
          "stat Least memory left, bytes",
          "stat Least storage left, bytes",
          "stat Longest replica lag, s",
        ],
        "Which databases?": ["table Busiest, percent", "table Fullest, bytes", "table Slowest storage, s"],
        Load: [
          "timeseries Processor use, percent",
          "timeseries Active sessions per processor, short",
          "timeseries Connections, short",
        ],
        "Memory and credits": [
          "timeseries Memory left, bytes",
          "timeseries Swap, bytes",
          "timeseries Processor credits, short",
        ],
        Storage: [
          "timeseries Storage left, bytes",
          "timeseries Time of a read, s",
          "timeseries Time of a write, s",
          "timeseries Operations that wait, short",
          "timeseries Reads, iops",
          "timeseries Writes, iops",
          "timeseries Burst balance, percent",
          "timeseries Operation credits of the class, percent",
          "timeseries Throughput credits of the class, percent",
        ],
        Throughput: [
          "timeseries Bytes read, Bps",
          "timeseries Bytes written, Bps",
          "timeseries Network received, Bps",
          "timeseries Network sent, Bps",
        ],
        Replication: [
          "timeseries Replica lag, s",
          "timeseries Replication slot behind, bytes",
          "timeseries Transaction ids in use, short",
        ],
        Aurora: [
          "timeseries Aurora replica lag, ms",
          "timeseries Deadlocks, eps",
          "timeseries Blocked transactions, eps",
          "timeseries Time of a commit, ms",
          "timeseries Reads from memory, percent",
          "timeseries Serverless capacity in use, percent",
          "timeseries Local storage left, bytes",
          "timeseries Time since the start, s",
          "state-timeline Memory health, none",
        ],
        "Aurora clusters": [
          "timeseries Cluster volume, bytes",
          "timeseries Left in the cluster volume, bytes",
          "timeseries Billed reads, short",
          "timeseries Billed writes, short",
        ],
        "RDS Proxy": [
          "timeseries Clients of the proxy, short",
          "timeseries Connections borrowed, short",
          "timeseries Connections allowed, short",
          "timeseries Pinned sessions, short",
          "timeseries Wait for a connection, µs",
          "timeseries Connections that failed, short",
          "timeseries Databases reached, percent",
        ],
      },
    ]);
  });

  it("has no finding", async () => {
    expect(await findings(platform, rds)).toEqual([]);
  });

  it("asks CloudWatch, and nothing else", () => {
    expect(rds.dataSources).toEqual([{ uid: "estate-cloudwatch-production", type: "cloudwatch" }]);
  });

  it("finds the worst of the region without dimensions", () => {
    const asked = ["Highest processor use", "Least memory left", "Least storage left", "Longest replica lag"];
    expect(asked.flatMap((title) => cloudWatchAsked(rds, title))).toEqual([
      "Maximum of AWS/RDS CPUUtilization by ,  s",
      "Minimum of AWS/RDS FreeableMemory by ,  s",
      "Minimum of AWS/RDS FreeStorageSpace by ,  s",
      "Maximum of AWS/RDS ReplicaLag by ,  s",
    ]);
  });

  it.each([
    ["Processor use", `Average of AWS/RDS CPUUtilization by ${INSTANCE},  s`],
    ["Connections", `Maximum of AWS/RDS DatabaseConnections by ${INSTANCE},  s`],
    ["Storage left", `Minimum of AWS/RDS FreeStorageSpace by ${INSTANCE},  s`],
    ["Time of a write", `Average of AWS/RDS WriteLatency by ${INSTANCE},  s`],
    ["Burst balance", `Minimum of AWS/RDS BurstBalance by ${INSTANCE},  s`],
    ["Operation credits of the class", `Minimum of AWS/RDS EBSIOBalance% by ${INSTANCE},  s`],
    ["Replica lag", `Maximum of AWS/RDS ReplicaLag by ${INSTANCE},  s`],
    ["Deadlocks", `Average of AWS/RDS Deadlocks by ${INSTANCE},  s`],
    ["Billed reads", "Average of AWS/RDS VolumeReadIOPs by DBClusterIdentifier=$DBClusterIdentifier, 300 s"],
    ["Connections borrowed", "Sum of AWS/RDS DatabaseConnectionsCurrentlyBorrowed by ProxyName=*, 60 s"],
    ["Databases reached", "Average of AWS/RDS AvailabilityPercentage by ProxyName=* TargetGroup=* TargetRole=*,  s"],
  ])("asks for %s", (title, asked) => {
    expect(cloudWatchAsked(rds, title)).toEqual([asked]);
  });

  it("ranks the fullest first, by what is left", () => {
    const panel = dashboardPanels(rds.model).find(({ title }) => title === "Fullest");
    expect(panel?.transformations?.map(({ id, options }) => [id, options as unknown])).toContainEqual([
      "sortBy",
      { sort: [{ field: "Now", desc: false }] },
    ]);
  });

  it("leads from a database to itself alone, to services, logs and backups", () => {
    const place = "${cloudwatch:queryparam}&${cloudwatch_region:queryparam}&${__url_time_range}";
    expect(linksOf(rds, "Connections")).toEqual([
      `/d/rds?var-DBInstanceIdentifier=\${__field.labels.DBInstanceIdentifier}&${place}`,
      "/d/services?${__url_time_range}",
      "/d/logs?${__url_time_range}",
      `/d/backups?${place}`,
    ]);
    expect(linksOf(rds, "Busiest")[0]).toBe(`/d/rds?var-DBInstanceIdentifier=\${__data.fields["Database"]}&${place}`);
  });
});

describe("an alert about a database", () => {
  const { sources } = scopeOn("amazon-managed");

  it("watches every instance", () => {
    expect(alertRule(judged(cpu), { severity: "page", for: "15m", sources })).toMatchObject({
      runbook: "rds-cpu",
      condition: { is: "above", threshold: 90 },
      queries: [{ region: "default", dimensions: { DBInstanceIdentifier: "*" }, period: "300" }],
    });
  });

  it("fires below what is left", () => {
    const condition = (signal: typeof storage, severity: "page" | "warn") =>
      alertRule(judged(signal), { severity, for: "5m", sources }).condition;
    expect(condition(storage, "warn")).toEqual({ is: "below", threshold: 10 * 1024 ** 3 });
    expect(condition(storage, "page")).toEqual({ is: "below", threshold: 2 * 1024 ** 3 });
    expect(condition(uptime, "warn")).toEqual({ is: "below", threshold: 600 });
  });
});
