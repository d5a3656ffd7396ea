/** The dashboard of EC2 hosts, as a table of contents. */
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { dimensionVariable } from "./core/dimension-variable";
import { row, type Row } from "./core/grid";
import { type PanelCell, stat, stateTimeline, table, timeSeries } from "./core/panels";
import { promql } from "./core/query";
import { type EstateScope, estateVariables, labelVariable } from "./core/variables";
import * as cpu from "./signals/host-cpu";
import * as databases from "./signals/host-databases";
import * as disk from "./signals/host-disk";
import * as ec2 from "./signals/host-ec2";
import * as memory from "./signals/host-memory";
import * as network from "./signals/host-network";
import * as processes from "./signals/host-processes";
import * as roles from "./signals/host-roles";
import { HOSTS, HOSTS_CHOSEN } from "./signals/host-scope";
import * as system from "./signals/host-system";

/** Hosts: what is used, what is short and what fails, for each resource; then what runs on them. */
export function hostDashboards(scope: EstateScope): DashboardDefinition[] {
  return [
    dashboard({
      uid: HOSTS,
      title: "EC2 hosts",
      description: "For each host: what is used, what is short and what fails, and what runs on it.",
      folder: "Compute",
      tags: ["compute"],
      file: "dashboards/hosts.ts",
      from: "now-3h",
      refresh: "1m",
      sources: scope.sources,
      variables: [
        ...estateVariables(scope, ["account", "region", "environment", "service"]),
        hosts(scope),
        ...estateVariables(scope, ["cloudwatch_region"]),
        dimensionVariable(ec2.INSTANCE_ID, "Instance", "EC2 instance that graphs of CloudWatch are about, by its id."),
      ],
      rows: [...overview(), ...resources(), ...programs(), ...fromOutside()],
    }),
  ];
}

function overview(): Row<PanelCell>[] {
  return [
    row("Is it fine?", [
      stat(system.hostsReporting, { sparkline: true }),
      stat(system.hostsSilent),
      stat(cpu.busiestHost),
      stat(memory.fullestHost),
      stat(disk.fullestDisk),
      stat(disk.firstDiskFull),
      stat(memory.allOomKills),
      stat(system.unitsFailed),
      stat(roles.servicesDown),
      stat(disk.brokenDisks),
      stat(system.clocksAdrift),
      stat(system.justStarted),
    ]),
    row("Checks of AWS", [
      stateTimeline(ec2.systemCheck).w(8),
      stateTimeline(ec2.instanceCheck).w(8),
      stateTimeline(ec2.volumesCheck).w(8),
    ]),
    row("Hosts", [
      table(system.uptime, {
        title: "Hosts",
        description:
          "Each host with what matters most of every resource. A click on a column's head brings the worst up.",
        also: [
          cpu.cpuBusy,
          cpu.loadPerCpu,
          memory.memoryUsed,
          disk.fullestDiskOfHost,
          disk.daysUntilFullOfHost,
          network.lostPackets,
          memory.oomKills,
          system.clockOffset,
        ],
      }).w(24),
    ]),
  ];
}

/** Each resource by use, saturation and errors. */
function resources(): Row<PanelCell>[] {
  return [
    row("CPU", [
      timeSeries(cpu.cpuBusy).w(8),
      timeSeries(cpu.loadPerCpu).w(8),
      timeSeries(cpu.cpuStolen).w(8),
      timeSeries(cpu.cpuPressure).w(12),
      timeSeries(cpu.cpuWaiting).w(12),
    ]),
    row("Memory", [
      timeSeries(memory.memoryUsed).w(8),
      timeSeries(memory.memoryAvailable).w(8),
      timeSeries(memory.oomKills).w(8),
      timeSeries(cpu.memoryPressure).w(8),
      timeSeries(memory.majorFaults).w(8),
      timeSeries(memory.swapShare).w(8),
    ]),
    row("Disk space", [
      timeSeries(disk.diskUsed).w(8),
      timeSeries(disk.daysUntilFull).w(8),
      timeSeries(disk.inodesUsed).w(8),
    ]),
    row("Disk work", [
      timeSeries(disk.readLatency, {
        title: "Disk latency",
        description: `${disk.readLatency.description} The same of writes.`,
        also: [disk.writeLatency],
      }).w(12),
      timeSeries(disk.diskBusy).w(6),
      timeSeries(cpu.diskPressure).w(6),
      timeSeries(disk.bytesRead, {
        title: "Disk throughput",
        description:
          "Bytes of each disk per second, read and written. Compare with what the volume and the type allow.",
        also: [disk.bytesWritten],
      }).w(12),
      timeSeries(disk.reads, {
        title: "Disk operations",
        description: "Reads and writes of each disk per second. Compare with what the volume and the type allow.",
        also: [disk.writes],
      }).w(12),
    ]),
    row("Network", [
      timeSeries(network.received, {
        title: "Network",
        description: `${network.received.description} The same of what is sent.`,
        also: [network.sent],
      }).w(12),
      timeSeries(network.lostPackets).w(6),
      timeSeries(network.repeated).w(6),
      timeSeries(network.refused).w(8),
      timeSeries(network.tracked).w(8),
      timeSeries(network.connections).w(8),
    ]),
    row("System", [
      table(system.failedUnitNames, { title: "Failed units" }).w(8),
      timeSeries(system.clockOffset).w(8),
      timeSeries(system.filesOpen).w(8),
      timeSeries(system.uptime).w(12),
      timeSeries(system.blindCollectors).w(12),
    ]),
  ];
}

function programs(): Row<PanelCell>[] {
  return [
    row("Programs", [
      timeSeries(processes.processCpu).w(8),
      timeSeries(processes.processMemory).w(8),
      timeSeries(processes.processFiles).w(8),
      timeSeries(processes.processes).w(8),
      timeSeries(processes.processAge).w(8),
      timeSeries(processes.zombies).w(8),
    ]),
    row("Roles", [
      stateTimeline(roles.mysqlUp, {
        title: "Databases and web servers",
        description:
          "Whether MySQL, PostgreSQL, Apache and nginx answer their exporters, on each host of that role. Down: it has ended, hangs, or refuses the exporter's login; see whether its unit has failed.",
        also: [roles.postgresUp, roles.apacheUp, roles.nginxUp],
      }).w(24),
    ]),
    row("Databases", [
      timeSeries(databases.mysqlConnections, {
        title: "Database connections used",
        also: [databases.postgresConnections],
      }).w(8),
      timeSeries(databases.mysqlQueries).w(8),
      timeSeries(databases.postgresTransactions).w(8),
      timeSeries(databases.mysqlSlow).w(8),
      timeSeries(databases.mysqlLag).w(8),
      timeSeries(databases.postgresRollbacks).w(8),
      timeSeries(databases.postgresOldest).w(12),
      timeSeries(databases.postgresDeadlocks).w(12),
    ]),
    row("Web servers", [
      timeSeries(roles.apacheRequests, {
        title: "Requests",
        description:
          "Requests per second that Apache and nginx answer on each host. A drop to zero means that nothing reaches it.",
        also: [roles.nginxRequests],
      }).w(8),
      timeSeries(roles.apacheWorkers).w(8),
      timeSeries(roles.nginxDropped).w(8),
    ]),
  ];
}

/** What only AWS can tell. */
function fromOutside(): Row<PanelCell>[] {
  return [
    row("Volumes by EBS", [
      stateTimeline(ec2.stalledVolumes).w(8),
      stateTimeline(ec2.volumeOperations).w(8),
      stateTimeline(ec2.volumeThroughput).w(8),
    ]),
    row("Credits", [
      timeSeries(ec2.cpuCredits).w(8),
      timeSeries(ec2.operationsBalance).w(8),
      timeSeries(ec2.bytesBalance).w(8),
    ]),
    row("Fleet", [
      timeSeries(ec2.groupDesired, {
        title: "Auto Scaling groups, desired and in service",
        description: `${ec2.groupDesired.description} In service below desired for long: instances do not start, or fail their health check.`,
        also: [ec2.groupInService],
      }),
      timeSeries(ec2.oldMetadata),
    ]),
  ];
}

/** Hosts that report; the estate need not know them. */
function hosts({ sources }: EstateScope) {
  return labelVariable({
    name: "instance",
    label: "Host",
    description: "Host, by the name under which its exporters are scraped.",
    of: promql("node_boot_time_seconds").where(HOSTS_CHOSEN),
    values: "instance",
    sources,
  });
}
