/** Network Load Balancers. Traffic that security groups refuse is in none of them but those of the security groups. */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

const BALANCER = ["LoadBalancer", "AvailabilityZone"] as const;

/** Flows are told of a balancer and of a target group, never of both. */
const FLOWS = [...BALANCER, "TargetGroup"] as const;

const flows = gauge("Count", ...FLOWS);
const newFlows = counter("Count", ...FLOWS);
const counted = counter("Count", ...BALANCER);
const bytes = counter("Bytes", ...BALANCER);
const hosts = gauge("Count", ...BALANCER, "TargetGroup");
const units = gauge("Count", "LoadBalancer");

export const networkElb = cloudWatchFamily({
  namespace: "AWS/NetworkELB",
  source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html",
  metrics: {
    ActiveFlowCount: flows,
    ActiveFlowCount_TCP: flows,
    ActiveFlowCount_TLS: flows,
    ActiveFlowCount_UDP: flows,
    NewFlowCount: newFlows,
    NewFlowCount_TCP: newFlows,
    NewFlowCount_TLS: newFlows,
    NewFlowCount_UDP: newFlows,
    NewFlowCount_QUIC: counted,
    RejectedFlowCount: counted,
    RejectedFlowCount_TCP: counted,
    PortAllocationErrorCount: counted,
    QUIC_Unknown_Server_ID_Packet_Drop_Count: counted,

    ProcessedBytes: bytes,
    ProcessedBytes_TCP: bytes,
    ProcessedBytes_TLS: bytes,
    ProcessedBytes_UDP: bytes,
    ProcessedBytes_QUIC: bytes,
    ProcessedPackets: counted,
    // The highest mean of ten seconds.
    PeakBytesPerSecond: gauge("Bytes/Second", ...BALANCER),
    PeakPacketsPerSecond: gauge("Count/Second", ...BALANCER),

    // Units of capacity; a minute's value is a part of what its hour is billed for.
    ConsumedLCUs: units,
    ConsumedLCUs_TCP: units,
    ConsumedLCUs_TLS: units,
    ConsumedLCUs_UDP: units,
    ReservedLCUs: units,

    HealthyHostCount: hosts,
    UnHealthyHostCount: hosts,
    ActiveZonalShiftHostCount: hosts,
    UnhealthyRoutingFlowCount: newFlows,
    // 1 for a healthy zone, 0 for another.
    ZonalHealthStatus: { ...gauge("Count", ...BALANCER), range: [0, 1] },

    ClientTLSNegotiationErrorCount: counter("Count", "LoadBalancer"),
    TargetTLSNegotiationErrorCount: counter("Count", "LoadBalancer"),
    TCP_Client_Reset_Count: counted,
    TCP_ELB_Reset_Count: counted,
    TCP_Target_Reset_Count: counted,

    SecurityGroupBlockedFlowCount_Inbound_ICMP: counted,
    SecurityGroupBlockedFlowCount_Inbound_TCP: counted,
    SecurityGroupBlockedFlowCount_Inbound_UDP: counted,
    SecurityGroupBlockedFlowCount_Outbound_ICMP: counted,
    SecurityGroupBlockedFlowCount_Outbound_TCP: counted,
    SecurityGroupBlockedFlowCount_Outbound_UDP: counted,
  },
});
