/** Amazon ECS without Container Insights: clusters and services, and the proxies of Service Connect. Sent while tasks run. */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

const SERVICE = ["ClusterName", "ServiceName"] as const;

/** A service that is called through Service Connect, as its own proxy sees it. */
const CALLED = ["DiscoveryName", ...SERVICE] as const;

/** The same as the proxies of its callers see it; `ServiceName` is the caller's. */
const CALLING = ["TargetDiscoveryName", ...SERVICE] as const;

export const ecs = cloudWatchFamily({
  namespace: "AWS/ECS",
  source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html",
  metrics: {
    CPUReservation: gauge("Percent", "ClusterName"),
    CPUUtilization: gauge("Percent", ...SERVICE),
    MemoryReservation: gauge("Percent", "ClusterName"),
    MemoryUtilization: gauge("Percent", ...SERVICE),
    EBSFilesystemUtilization: gauge("Percent", ...SERVICE),
    GPUReservation: gauge("Percent", "ClusterName"),

    ActiveConnectionCount: gauge("Count", ...CALLED),
    NewConnectionCount: counter("Count", ...CALLED),
    ProcessedBytes: counter("Bytes", ...CALLED),
    RequestCount: counter("Count", ...CALLED),
    GrpcRequestCount: counter("Count", ...CALLED),
    ClientTLSNegotiationErrorCount: counter("Count", ...CALLED),

    HTTPCode_Target_2XX_Count: counter("Count", ...CALLING),
    HTTPCode_Target_3XX_Count: counter("Count", ...CALLING),
    HTTPCode_Target_4XX_Count: counter("Count", ...CALLING),
    HTTPCode_Target_5XX_Count: counter("Count", ...CALLING),
    RequestCountPerTarget: gauge("Count", ...CALLING),
    TargetProcessedBytes: counter("Bytes", ...CALLING),
    TargetResponseTime: gauge("Milliseconds", ...CALLING),
    TargetTLSNegotiationErrorCount: counter("Count", ...CALLING),
  },
});
