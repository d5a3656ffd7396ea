/** Targets of load balancers: which are healthy, and whether they can be reached. */
import { chosen, cloudWatch } from "../core/query";
import type { Signal } from "../core/signal";
import { AROUND_BALANCER, BALANCER, LOAD_BALANCERS, ofBalancer } from "./application-balancers";
import { onlyThis } from "../core/dimension-variable";
import { FIVE_MINUTES, fromCount, NONE_ALLOWED } from "./count-thresholds";
import { resourceMetrics } from "./resource-metrics";

const ofGroup = resourceMetrics("AWS/ApplicationELB", { [BALANCER]: chosen(BALANCER), TargetGroup: "*" });
const ofNetworkGroup = resourceMetrics("AWS/NetworkELB", { [BALANCER]: chosen(BALANCER), TargetGroup: "*" });

const AROUND_TARGETS = [
  onlyThis(LOAD_BALANCERS, BALANCER),
  { title: "ECS", dashboard: "ecs" },
  { title: "EC2 hosts", dashboard: "hosts" },
] as const;

/** One target is no redundancy, none is an outage. */
const REDUNDANT = { warnBelow: 2, badBelow: 1 } as const;

export const healthyTargets: Signal = healthy("alb", "Healthy targets", ofGroup);
export const unhealthyTargets: Signal = unhealthy("alb", "Unhealthy targets", ofGroup);
export const networkHealthyTargets: Signal = healthy("nlb", "Healthy targets of flows", ofNetworkGroup);
export const networkUnhealthyTargets: Signal = unhealthy("nlb", "Unhealthy targets of flows", ofNetworkGroup);

export const connectionErrors: Signal = {
  id: "alb-target-connection-errors",
  name: "Targets not reached",
  description:
    "Connections in five minutes that the balancer could not open to a target. The target is overloaded or gone, or a security group does not let the balancer in.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofBalancer("TargetConnectionErrorCount", "Sum", FIVE_MINUTES)),
  judgement: fromCount(5, 50),
  runbook: "load-balancer-targets",
  drillDowns: AROUND_BALANCER,
};

export const targetTlsErrors: Signal = {
  id: "alb-target-tls-errors",
  name: "TLS errors of targets",
  description:
    "TLS connections in five minutes that the balancer could not agree on with a target: protocols or ciphers that do not match. It is a change of the target's configuration or of the balancer's policy.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofBalancer("TargetTLSNegotiationErrorCount", "Sum", FIVE_MINUTES)),
  judgement: NONE_ALLOWED,
  runbook: "load-balancer-tls",
  drillDowns: AROUND_BALANCER,
};

export const failedOpen: Signal = {
  id: "alb-failed-open",
  name: "Requests to unhealthy targets",
  description:
    "Requests in five minutes that were given to any target, healthy or not, since a zone had too few healthy ones. The health check is wrong, or the service is down.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofGroup("UnhealthyRoutingRequestCount", "Sum", FIVE_MINUTES)),
  judgement: NONE_ALLOWED,
  runbook: "load-balancer-targets",
  drillDowns: AROUND_TARGETS,
};

export const requestsPerTarget: Signal = {
  id: "alb-requests-per-target",
  name: "Requests per target",
  description:
    "Requests in five minutes for each healthy target of a group, on average. It rises when targets drop out and when traffic grows faster than they are added.",
  type: "gauge",
  unit: "short",
  query: cloudWatch(ofGroup("RequestCountPerTarget", "Sum", FIVE_MINUTES)),
  judgement: { unjudged: "What a target can take depends on the service; response times are judged." },
  drillDowns: AROUND_TARGETS,
};

function healthy(kind: string, name: string, group: typeof ofGroup): Signal {
  return {
    id: `${kind}-healthy-targets`,
    name,
    description:
      "Targets of each group that pass their health check. With one alone its next restart is an outage; with none it is there already. If they change all the time, the check is too strict or targets end for want of memory.",
    type: "gauge",
    unit: "short",
    query: cloudWatch(group("HealthyHostCount", "Maximum")),
    judgement: REDUNDANT,
    runbook: "load-balancer-targets",
    drillDowns: AROUND_TARGETS,
  };
}

function unhealthy(kind: string, name: string, group: typeof ofGroup): Signal {
  return {
    id: `${kind}-unhealthy-targets`,
    name,
    description:
      "Targets of each group that every node of the balancer finds unhealthy: the least of what the nodes say, as AWS recommends, so that one node's view alerts nobody. Ask the target itself for the path of its health check.",
    type: "gauge",
    unit: "short",
    query: cloudWatch(group("UnHealthyHostCount", "Minimum")),
    judgement: fromCount(1, 2),
    runbook: "load-balancer-targets",
    drillDowns: AROUND_TARGETS,
  };
}
