/** Network Load Balancers: flows, what is refused or reset, and zones. */
import { chosen, cloudWatch } from "../core/query";
import type { Signal } from "../core/signal";
import { AROUND_BALANCER, BALANCER, BEHIND } from "./application-balancers";
import { capacityUnitsOf } from "./balancer-capacity";
import { FIVE_MINUTES, fromCount, NONE_ALLOWED } from "./count-thresholds";
import { perSecond, resourceMetrics } from "./resource-metrics";

const ofBalancer = resourceMetrics("AWS/NetworkELB", { [BALANCER]: chosen(BALANCER) });
const ofZone = resourceMetrics("AWS/NetworkELB", { [BALANCER]: chosen(BALANCER), AvailabilityZone: "*" });

export const newFlows: Signal = {
  id: "nlb-new-flows",
  name: "New flows",
  description:
    "Connections and UDP flows per second that clients open through each balancer, over five minutes. A drop to nothing means that clients do not reach it, or that no target is healthy.",
  type: "counter",
  unit: "cps",
  query: perSecond(ofBalancer, "NewFlowCount"),
  judgement: { unjudged: "Traffic is neither good nor bad; rejected flows and resets are judged." },
  drillDowns: BEHIND,
};

export const activeFlows: Signal = {
  id: "nlb-active-flows",
  name: "Open flows",
  description:
    "Flows that are open through each balancer, on average. One that only grows is clients or targets that do not close: they end at the idle timeout of 350 seconds.",
  type: "gauge",
  unit: "short",
  query: cloudWatch(ofBalancer("ActiveFlowCount", "Average")),
  judgement: { unjudged: "What is much depends on the protocol; port allocation errors are judged." },
  drillDowns: AROUND_BALANCER,
};

export const flowBytes: Signal = {
  id: "nlb-bytes",
  name: "Bytes of flows",
  description:
    "Bytes per second through each balancer, headers included and health checks left out, over five minutes.",
  type: "counter",
  unit: "Bps",
  query: perSecond(ofBalancer, "ProcessedBytes"),
  judgement: { unjudged: "Traffic is neither good nor bad." },
  drillDowns: BEHIND,
};

export const zones: Signal = {
  id: "nlb-zones",
  name: "Zones",
  description:
    "Whether the balancer finds each of its zones healthy. An unhealthy one is taken out of its DNS name: targets are missing there, or a shift of the zone is on.",
  type: "gauge",
  unit: "none",
  query: cloudWatch(ofZone("ZonalHealthStatus", "Minimum")),
  judgement: { warnBelow: 1, badBelow: 0.5 },
  runbook: "load-balancer-targets",
  states: [
    { value: 0, text: "unhealthy", is: "bad" },
    { value: 1, text: "healthy", is: "good" },
  ],
  drillDowns: AROUND_BALANCER,
};

export const rejectedFlows: Signal = {
  id: "nlb-rejected-flows",
  name: "Rejected flows",
  description:
    "TCP flows in five minutes that the balancer refused, having no healthy target for them or more flows than it can carry. Nothing is told while there are none.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofBalancer("RejectedFlowCount_TCP", "Sum", FIVE_MINUTES)),
  judgement: fromCount(1, 100),
  runbook: "load-balancer-capacity",
  drillDowns: AROUND_BALANCER,
};

export const portErrors: Signal = {
  id: "nlb-port-errors",
  name: "Ports used up",
  description:
    "Connections in five minutes that were dropped, since the balancer had no port left towards a target: about 55,000 at once for each. Add targets, or let clients keep their connections.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofBalancer("PortAllocationErrorCount", "Sum", FIVE_MINUTES)),
  judgement: NONE_ALLOWED,
  runbook: "load-balancer-capacity",
  drillDowns: AROUND_BALANCER,
};

export const blockedFlows: Signal = {
  id: "nlb-blocked-flows",
  name: "Blocked by security groups",
  description:
    "TCP flows in five minutes that the balancer's security groups did not let in. Scanners make some. A jump after a change is clients that were forgotten.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofBalancer("SecurityGroupBlockedFlowCount_Inbound_TCP", "Sum", FIVE_MINUTES)),
  judgement: { unjudged: "To refuse what is not allowed is what security groups are for." },
  drillDowns: [...AROUND_BALANCER, { title: "Security events", dashboard: "security-events" }],
};

export const clientResets: Signal = resets("client", "TCP_Client_Reset_Count", {
  meaning: "Clients broke off: they gave up waiting, or their network changed.",
  judgement: { unjudged: "Clients break off for reasons of their own." },
});
export const targetResets: Signal = resets("target", "TCP_Target_Reset_Count", {
  meaning:
    "Targets refuse or break off: the port is closed, the process ends, or it was deregistered with flows still open.",
  judgement: fromCount(100, 1000),
  runbook: "load-balancer-resets",
});
export const balancerResets: Signal = resets("balancer", "TCP_ELB_Reset_Count", {
  meaning:
    "The balancer answers so to flows that it no longer knows, after the idle timeout of 350 seconds or when targets turn unhealthy. Send keep-alives more often than that.",
  judgement: fromCount(100, 1000),
  runbook: "load-balancer-resets",
});

export const clientHandshakes: Signal = handshakes("client", "ClientTLSNegotiationErrorCount", {
  meaning:
    "between clients and TLS listeners. Scanners make some; a jump is a certificate that is not trusted or has run out, or a policy that old clients cannot follow.",
  judgement: fromCount(100, 1000),
});
export const targetHandshakes: Signal = handshakes("target", "TargetTLSNegotiationErrorCount", {
  meaning: "between TLS listeners and targets: protocols or ciphers that do not match.",
  judgement: NONE_ALLOWED,
});

export const flowCapacityUnits: Signal = capacityUnitsOf("nlb", "Capacity units of flows", ofBalancer);

interface Told {
  readonly meaning: string;
  readonly judgement: Signal["judgement"];
  /** @default - none, for what is not judged */
  readonly runbook?: string;
}

function resets(by: "balancer" | "client" | "target", metric: string, { meaning, ...told }: Told): Signal {
  return {
    id: `nlb-resets-${by}`,
    name: `Resets by ${by === "balancer" ? "the balancer" : `${by}s`}`,
    description: `Packets in five minutes that break a TCP connection off. ${meaning}`,
    type: "counter",
    unit: "short",
    query: cloudWatch(ofBalancer(metric, "Sum", FIVE_MINUTES)),
    ...told,
    drillDowns: AROUND_BALANCER,
  };
}

function handshakes(of: "client" | "target", metric: string, { meaning, judgement }: Told): Signal {
  return {
    id: `nlb-tls-errors-${of}`,
    name: `Failed handshakes of ${of}s`,
    description: `TLS handshakes in five minutes that failed ${meaning}`,
    type: "counter",
    unit: "short",
    query: cloudWatch(ofBalancer(metric, "Sum", FIVE_MINUTES)),
    judgement,
    runbook: "load-balancer-tls",
    drillDowns: AROUND_BALANCER,
  };
}
