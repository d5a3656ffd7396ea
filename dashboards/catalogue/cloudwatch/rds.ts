/**
 * Amazon RDS and Aurora: instances, clusters, the load that Performance Insights measures, and RDS Proxy, each from its
 * own page. Metrics that both kinds of instances have stand with RDS.
 *
 * Left out: write forwarding and parallel query of Aurora, and the quotas of the account, which are in `AWS/Usage`.
 */
import { counter, gauge, type MetricEntry } from "../family";
import { cloudWatchFamily } from "./family";

const namespace = "AWS/RDS";

/** An instance, or many of them together. Without any dimension: all of the region. */
const INSTANCE = [
  "DBInstanceIdentifier",
  "DBClusterIdentifier",
  "Role",
  "DatabaseClass",
  "EngineName",
  "SourceRegion",
] as const;

/** Storage is told by volume as well, where there are additional ones. */
const VOLUME = [...INSTANCE, "DbInstanceIdentifier", "VolumeName"] as const;

const CLUSTER = ["DBClusterIdentifier", "EngineName"] as const;

/** A secondary cluster of a global database. */
const SECONDARY = ["DBClusterIdentifier", "SourceRegion"] as const;

const CLIENTS = ["ProxyName", "EndpointName"] as const;
const DATABASES = ["ProxyName", "TargetGroup", "Target", "TargetRole"] as const;

const bytes = gauge("Bytes", ...INSTANCE);
const count = gauge("Count", ...INSTANCE);
const milliseconds = gauge("Milliseconds", ...INSTANCE);
const percent = gauge("Percent", ...INSTANCE);
const seconds = gauge("Seconds", ...INSTANCE);
const perSecond = gauge("Count/Second", ...INSTANCE);
const bytesPerSecond = gauge("Bytes/Second", ...INSTANCE);
const counted = counter("Count", ...INSTANCE);

/** Log sequence numbers of InnoDB, which only rise. */
const position = counter("Count", ...INSTANCE);

const microseconds = (...labels: readonly string[]): MetricEntry => gauge("Microseconds", ...labels);

const instances = cloudWatchFamily({
  namespace,
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html",
  metrics: {
    CPUUtilization: percent,
    // Of burstable classes, in vCPU-minutes.
    CPUCreditUsage: counted,
    CPUCreditBalance: count,
    CPUSurplusCreditBalance: count,
    CPUSurplusCreditsCharged: count,

    FreeableMemory: bytes,
    SwapUsage: bytes,
    // Of RDS Proxy as well.
    DatabaseConnections: gauge("Count", ...INSTANCE, ...DATABASES),
    ConnectionAttempts: counted,
    IamDbAuthConnectionRequests: counted,

    FreeStorageSpace: gauge("Bytes", ...VOLUME),
    // Of gp2.
    BurstBalance: percent,
    "EBSIOBalance%": percent,
    "EBSByteBalance%": percent,
    DiskQueueDepth: gauge("Count", ...VOLUME),
    ReadIOPS: gauge("Count/Second", ...VOLUME),
    WriteIOPS: gauge("Count/Second", ...VOLUME),
    ReadLatency: gauge("Seconds", ...VOLUME),
    WriteLatency: gauge("Seconds", ...VOLUME),
    ReadThroughput: gauge("Bytes/Second", ...VOLUME),
    WriteThroughput: gauge("Bytes/Second", ...VOLUME),

    // Of classes with instance store.
    FreeLocalStorage: bytes,
    FreeLocalStoragePercent: percent,
    ReadIOPSLocalStorage: perSecond,
    WriteIOPSLocalStorage: perSecond,
    ReadLatencyLocalStorage: seconds,
    WriteLatencyLocalStorage: seconds,
    ReadThroughputLocalStorage: bytesPerSecond,
    WriteThroughputLocalStorage: bytesPerSecond,

    // Of instances with a dedicated log volume.
    FreeStorageSpaceLogVolume: bytes,
    DiskQueueDepthLogVolume: count,
    ReadIOPSLogVolume: perSecond,
    WriteIOPSLogVolume: perSecond,
    ReadLatencyLogVolume: seconds,
    WriteLatencyLogVolume: seconds,
    ReadThroughputLogVolume: bytesPerSecond,
    WriteThroughputLogVolume: bytesPerSecond,

    NetworkReceiveThroughput: bytesPerSecond,
    NetworkTransmitThroughput: bytesPerSecond,

    ReplicaLag: seconds,
    ReplicationChannelLag: seconds,
    BinLogDiskUsage: bytes,

    // PostgreSQL.
    CheckpointLag: seconds,
    MaximumUsedTransactionIDs: count,
    OldestLogicalReplicationSlotLag: bytes,
    OldestReplicationSlotLag: bytes,
    ReplicationSlotDiskUsage: bytes,
    TransactionLogsDiskUsage: bytes,
    TransactionLogsGeneration: bytesPerSecond,

    // SQL Server.
    FailedSQLServerAgentJobsCount: counted,
    TempDbAvailableDataSpace: bytes,
    TempDbAvailableLogSpace: bytes,
    TempDbDataFileUsage: percent,
    TempDbLogFileUsage: percent,
  },
});

const aurora = cloudWatchFamily({
  namespace,
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html",
  metrics: {
    // Clusters.
    AuroraGlobalDBDataTransferBytes: counter("Bytes", ...SECONDARY),
    AuroraGlobalDBProgressLag: gauge("Milliseconds", ...SECONDARY),
    AuroraGlobalDBReplicatedWriteIO: counter("Count", ...SECONDARY),
    AuroraGlobalDBReplicationLag: gauge("Milliseconds", ...SECONDARY),
    AuroraGlobalDBRPOLag: gauge("Milliseconds", ...SECONDARY),
    AuroraVolumeBytesLeftTotal: gauge("Bytes", ...CLUSTER),
    BacktrackChangeRecordsCreationRate: gauge("Count", ...CLUSTER),
    BacktrackChangeRecordsStored: gauge("Count", ...CLUSTER),
    BackupRetentionPeriodStorageUsed: gauge("Bytes", ...CLUSTER),
    SnapshotStorageUsed: gauge("Bytes", ...CLUSTER),
    TotalBackupStorageBilled: gauge("Bytes", ...CLUSTER),
    VolumeBytesUsed: gauge("Bytes", ...CLUSTER),
    // Billed operations, told every five minutes for five minutes.
    VolumeReadIOPs: counter("Count", ...CLUSTER),
    VolumeWriteIOPs: counter("Count", ...CLUSTER),

    // Instances.
    ACUUtilization: percent,
    AbortedClients: counted,
    ActiveTransactions: perSecond,
    // -1 when it cannot be told.
    AuroraBinlogReplicaLag: seconds,
    AuroraDMLRejectedMasterFull: counted,
    AuroraDMLRejectedWriterFull: counted,
    AuroraEstimatedSharedMemoryBytes: bytes,
    // 0 normal, 10 close to a critical level.
    AuroraMemoryHealthState: { ...gauge("None", ...INSTANCE), range: [0, 10] },
    AuroraMemoryNumDeclinedSqlTotal: counted,
    AuroraMemoryNumKillConnTotal: counted,
    AuroraMemoryNumKillQueryTotal: counted,
    AuroraMillisecondsSpentInOomRecovery: milliseconds,
    AuroraNumOomRecoverySuccessful: counted,
    AuroraNumOomRecoveryTriggered: counted,
    AuroraOptimizedReadsCacheHitRatio: percent,
    AuroraReplicaLag: milliseconds,
    AuroraReplicaLagMaximum: milliseconds,
    AuroraReplicaLagMinimum: milliseconds,
    AuroraSlowConnectionHandleCount: counted,
    AuroraSlowHandshakeCount: counted,
    // In minutes, for which CloudWatch has no word.
    BacktrackWindowActual: gauge("None", ...INSTANCE),
    BacktrackWindowAlert: counted,
    BlockedTransactions: perSecond,
    BufferCacheHitRatio: percent,
    CommitLatency: milliseconds,
    CommitThroughput: perSecond,
    DDLLatency: milliseconds,
    DDLThroughput: perSecond,
    DMLLatency: milliseconds,
    DMLThroughput: perSecond,
    Deadlocks: perSecond,
    DeleteLatency: milliseconds,
    DeleteThroughput: perSecond,
    EngineUptime: seconds,
    FreeEphemeralStorage: bytes,
    InsertLatency: milliseconds,
    InsertThroughput: perSecond,
    LoginFailures: perSecond,
    NetworkThroughput: bytesPerSecond,
    NumBinaryLogFiles: count,
    PurgeBoundary: position,
    PurgeFinishedPoint: position,
    Queries: perSecond,
    RDSToAuroraPostgreSQLReplicaLag: seconds,
    ReadIOPSEphemeralStorage: perSecond,
    ReadLatencyEphemeralStorage: seconds,
    ReadThroughputEphemeralStorage: bytesPerSecond,
    ResultSetCacheHitRatio: percent,
    RollbackSegmentHistoryListLength: count,
    RowLockTime: milliseconds,
    SelectLatency: milliseconds,
    SelectThroughput: perSecond,
    // In capacity units.
    ServerlessDatabaseCapacity: count,
    StorageNetworkReceiveThroughput: bytesPerSecond,
    StorageNetworkThroughput: bytesPerSecond,
    StorageNetworkTransmitThroughput: bytesPerSecond,
    SumBinaryLogSize: bytes,
    TempStorageIOPS: perSecond,
    TempStorageThroughput: bytesPerSecond,
    TransactionAgeMaximum: seconds,
    TruncateFinishedPoint: position,
    UpdateLatency: milliseconds,
    UpdateThroughput: perSecond,
    WriteIOPSEphemeralStorage: perSecond,
    WriteLatencyEphemeralStorage: seconds,
    WriteThroughputEphemeralStorage: bytesPerSecond,
  },
});

const load = cloudWatchFamily({
  namespace,
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Cloudwatch.html",
  metrics: {
    // Active sessions, told while there are any.
    DBLoad: gauge("None", ...INSTANCE),
    DBLoadCPU: gauge("None", ...INSTANCE),
    DBLoadNonCPU: gauge("None", ...INSTANCE),
    DBLoadRelativeToNumVCPUs: gauge("None", ...INSTANCE),
  },
});

const proxy = cloudWatchFamily({
  namespace,
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html",
  metrics: {
    AvailabilityPercentage: gauge("Percent", "ProxyName", "TargetGroup", "TargetRole"),
    ClientConnections: gauge("Count", ...CLIENTS),
    ClientConnectionsClosed: counter("Count", ...CLIENTS),
    ClientConnectionsNoTLS: gauge("Count", ...CLIENTS),
    ClientConnectionsReceived: counter("Count", ...CLIENTS),
    ClientConnectionsSetupFailedAuth: counter("Count", ...CLIENTS),
    ClientConnectionsSetupSucceeded: counter("Count", ...CLIENTS),
    ClientConnectionsTLS: gauge("Count", ...CLIENTS),
    DatabaseConnectionRequests: counter("Count", ...DATABASES),
    DatabaseConnectionRequestsWithTLS: counter("Count", ...DATABASES),
    DatabaseConnectionsBorrowLatency: microseconds(...CLIENTS),
    DatabaseConnectionsCurrentlyBorrowed: gauge("Count", ...DATABASES),
    DatabaseConnectionsCurrentlyInTransaction: gauge("Count", ...DATABASES),
    DatabaseConnectionsCurrentlySessionPinned: gauge("Count", ...DATABASES),
    DatabaseConnectionsSetupFailed: counter("Count", ...DATABASES),
    DatabaseConnectionsSetupSucceeded: counter("Count", ...DATABASES),
    DatabaseConnectionsWithTLS: gauge("Count", ...DATABASES),
    MaxDatabaseConnectionsAllowed: gauge("Count", ...DATABASES),
    QueryDatabaseResponseLatency: microseconds(...DATABASES, "EndpointName"),
    QueryRequests: counter("Count", ...CLIENTS),
    QueryRequestsNoTLS: counter("Count", ...CLIENTS),
    QueryRequestsTLS: counter("Count", ...CLIENTS),
    QueryResponseLatency: microseconds(...CLIENTS),
  },
});

export const rds = { ...instances, ...aurora, ...load, ...proxy };
