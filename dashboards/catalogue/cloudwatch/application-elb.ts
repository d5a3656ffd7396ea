/** Application Load Balancers. What is only told when it is not zero has no series on a good day. */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

const BALANCER = ["LoadBalancer", "AvailabilityZone"] as const;

/** A target group behind a balancer. */
const TARGETS = [...BALANCER, "TargetGroup"] as const;

const counted = counter("Count", ...BALANCER);
const ofTargets = counter("Count", ...TARGETS);
const hosts = gauge("Count", ...TARGETS);

export const applicationElb = cloudWatchFamily({
  namespace: "AWS/ApplicationELB",
  source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
  metrics: {
    ActiveConnectionCount: gauge("Count", ...BALANCER),
    AppCookieNonStickinessCount: counted,
    BYoIPUtilPercentage: gauge("Percent", ...TARGETS),
    ClientTLSNegotiationErrorCount: counted,
    DesyncMitigationMode_NonCompliant_Request_Count: counted,
    DroppedInvalidHeaderRequestCount: counted,
    ExcessiveLowReputationPackets: counted,
    ForwardedInvalidHeaderRequestCount: counted,
    GrpcRequestCount: ofTargets,
    HTTP_Fixed_Response_Count: counted,
    HTTP_Redirect_Count: counted,
    HTTP_Redirect_Url_Limit_Exceeded_Count: counted,
    // Made by the balancer itself.
    HTTPCode_ELB_3XX_Count: counted,
    HTTPCode_ELB_4XX_Count: counted,
    HTTPCode_ELB_5XX_Count: counted,
    HTTPCode_ELB_500_Count: counted,
    HTTPCode_ELB_502_Count: counted,
    HTTPCode_ELB_503_Count: counted,
    HTTPCode_ELB_504_Count: counted,
    IPv6ProcessedBytes: counter("Bytes", ...BALANCER),
    IPv6RequestCount: counted,
    LowReputationPacketsDropped: counted,
    LowReputationRequestsDenied: counted,
    NewConnectionCount: counted,
    NonStickyRequestCount: counted,
    ProcessedBytes: counter("Bytes", ...BALANCER),
    RejectedConnectionCount: counted,
    // Without requests that are answered before a target is chosen.
    RequestCount: ofTargets,
    RuleEvaluations: counter("Count", "LoadBalancer"),

    // Units of capacity; a minute's value is a part of what its hour is billed for.
    ConsumedLCUs: gauge("Count", "LoadBalancer"),
    PeakLCUs: gauge("Count", "LoadBalancer"),
    ReservedLCUs: gauge("Count", "LoadBalancer"),
    CapacityUtilization: gauge("Percent", "LoadBalancer"),

    AnomalousHostCount: hosts,
    HealthyHostCount: hosts,
    HTTPCode_Target_2XX_Count: ofTargets,
    HTTPCode_Target_3XX_Count: ofTargets,
    HTTPCode_Target_4XX_Count: ofTargets,
    HTTPCode_Target_5XX_Count: ofTargets,
    MitigatedHostCount: hosts,
    // A mean, though its only statistic is Sum.
    RequestCountPerTarget: gauge("Count", ...TARGETS),
    TargetConnectionErrorCount: ofTargets,
    TargetResponseTime: gauge("Seconds", ...TARGETS),
    TargetTLSNegotiationErrorCount: ofTargets,
    UnHealthyHostCount: hosts,
    ActiveZonalShiftHostCount: hosts,

    // Zones of a target group.
    HealthyStateDNS: hosts,
    HealthyStateRouting: hosts,
    UnhealthyRoutingRequestCount: ofTargets,
    UnhealthyStateDNS: hosts,
    UnhealthyStateRouting: hosts,

    // Functions as targets.
    LambdaInternalError: counter("Count", "TargetGroup", "LoadBalancer"),
    LambdaTargetProcessedBytes: counter("Bytes", "LoadBalancer"),
    LambdaUserError: counter("Count", "TargetGroup", "LoadBalancer"),

    // Users who sign in at the balancer.
    ELBAuthError: counted,
    ELBAuthFailure: counted,
    ELBAuthLatency: gauge("Milliseconds", ...BALANCER),
    ELBAuthRefreshTokenSuccess: counted,
    ELBAuthSuccess: counted,
    ELBAuthUserClaimsSizeExceeded: counted,

    // Target optimizer.
    TargetControlRequestCount: counted,
    TargetControlRequestRejectCount: counted,
    TargetControlActiveChannelCount: gauge("Count", ...BALANCER),
    TargetControlNewChannelCount: counted,
    TargetControlChannelErrorCount: counted,
    TargetControlWorkQueueLength: gauge("Count", ...BALANCER),
    TargetControlProcessedBytes: counter("Bytes", ...BALANCER),
  },
});
