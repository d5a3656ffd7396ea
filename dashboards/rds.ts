/** Databases of RDS and Aurora: processor, memory, storage and replication, and the proxies before them. */
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { dimensionVariable } from "./core/dimension-variable";
import { row } from "./core/grid";
import { stat, stateTimeline, timeSeries } from "./core/panels";
import { ranking } from "./core/ranking";
import type { Signal } from "./core/signal";
import { CLOUDWATCH_REGION, type EstateScope, estateVariables } from "./core/variables";
import * as database from "./signals/rds";
import * as aurora from "./signals/rds-aurora";
import * as proxy from "./signals/rds-proxy";
import * as replication from "./signals/rds-replication";
import * as disk from "./signals/rds-storage";

export function rdsDashboards(scope: EstateScope): DashboardDefinition[] {
  return [
    dashboard({
      uid: database.RDS,
      title: "RDS",
      description: "Databases of RDS and Aurora: load, memory, connections, storage, replication and proxies.",
      folder: "Managed services",
      tags: ["managed-services", "rds"],
      file: "dashboards/rds.ts",
      from: "now-6h",
      sources: scope.sources,
      variables: [
        ...estateVariables(scope, [CLOUDWATCH_REGION]),
        dimensionVariable(database.INSTANCE, "Database", "Instance that graphs are about."),
        dimensionVariable(database.CLUSTER, "Cluster", "Cluster of Aurora that graphs of clusters are about."),
      ],
      rows: [
        row(
          "Is it fine?",
          [database.highestCpu, database.leastMemory, disk.leastStorage, replication.longestLag].map((signal) =>
            stat(signal, { sparkline: true }).w(6),
          ),
        ),
        row("Which databases?", [
          ranking(database.cpu, { of: "Database", by: "now", title: "Busiest" }),
          ranking(disk.storage, { of: "Database", by: "now", leastFirst: true, title: "Fullest" }),
          ranking(disk.readLatency, { of: "Database", by: "now", title: "Slowest storage" }),
        ]),
        row("Load", thirds([database.cpu, database.loadPerCpu, database.connections])),
        row("Memory and credits", thirds([database.memory, database.swap, database.cpuCredits])),
        row("Storage", [
          ...thirds([disk.storage, disk.readLatency, disk.writeLatency]),
          ...thirds([disk.queueDepth, disk.readOperations, disk.writeOperations]),
          ...thirds([disk.burstBalance, disk.operationCredits, disk.throughputCredits]),
        ]),
        row(
          "Throughput",
          [disk.bytesRead, disk.bytesWritten, database.received, database.sent].map((signal) =>
            timeSeries(signal, { legend: "bottom" }).w(6),
          ),
        ),
        row("Replication", thirds([replication.replicaLag, replication.slotLag, replication.transactionIds])),
        row("Aurora", [
          ...thirds([aurora.auroraLag, aurora.deadlocks, aurora.blockedTransactions]),
          ...thirds([aurora.commitLatency, aurora.cacheHits, aurora.capacityUse]),
          ...thirds([aurora.localStorage, aurora.uptime]),
          stateTimeline(aurora.memoryHealth).w(8),
        ]),
        row(
          "Aurora clusters",
          [aurora.volumeUsed, aurora.volumeLeft, aurora.billedReads, aurora.billedWrites].map((signal) =>
            timeSeries(signal, { legend: "bottom" }).w(6),
          ),
        ),
        row("RDS Proxy", [
          ...thirds([proxy.proxyClients, proxy.proxyBorrowed, proxy.proxyAllowed, proxy.proxyPinned]),
          ...thirds([proxy.proxyBorrowTime, proxy.proxyFailures, proxy.proxyAvailability]),
        ]),
      ],
    }),
  ];
}

function thirds(signals: readonly Signal[]) {
  return signals.map((signal) => timeSeries(signal).w(8));
}
