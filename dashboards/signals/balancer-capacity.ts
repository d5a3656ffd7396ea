/** Connections, capacity and cost of Application Load Balancers. */
import { cloudWatch } from "../core/query";
import type { Signal } from "../core/signal";
import { AROUND_BALANCER, BEHIND, ofBalancer } from "./application-balancers";
import { FIVE_MINUTES, fromCount, HOUR } from "./count-thresholds";
import { perSecond, type ResourceMetric } from "./resource-metrics";

export const newConnections: Signal = {
  id: "alb-new-connections",
  name: "New connections",
  description:
    "Connections per second that are opened, by clients to the balancer and by the balancer to targets, over five minutes. Nearly as many as requests means that keep-alive is off somewhere.",
  type: "counter",
  unit: "cps",
  query: perSecond(ofBalancer, "NewConnectionCount"),
  judgement: { unjudged: "Traffic is neither good nor bad; rejected connections are judged." },
  drillDowns: BEHIND,
};

export const rejectedConnections: Signal = {
  id: "alb-rejected-connections",
  name: "Rejected connections",
  description:
    "Connections in five minutes that the balancer refused, having as many as it can. It grows by itself, but not at once: ask for reserved capacity before a known rush, and for a firewall if nobody expected it.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofBalancer("RejectedConnectionCount", "Sum", FIVE_MINUTES)),
  judgement: fromCount(1, 100),
  runbook: "load-balancer-capacity",
  drillDowns: AROUND_BALANCER,
};

export const clientTlsErrors: Signal = {
  id: "alb-client-tls-errors",
  name: "TLS errors of clients",
  description:
    "TLS connections in five minutes that a client and the balancer did not agree on. Scanners make some all the time. A jump is a certificate that clients do not trust or that has run out, or a policy that old clients cannot follow.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofBalancer("ClientTLSNegotiationErrorCount", "Sum", FIVE_MINUTES)),
  judgement: fromCount(100, 1000),
  runbook: "load-balancer-tls",
  drillDowns: [...AROUND_BALANCER, { title: "Synthetic checks", dashboard: "synthetics" }],
};

export const capacityUse: Signal = {
  id: "alb-capacity-use",
  name: "Capacity in use",
  description:
    "Share of what the balancer can carry at its present size. It touches 100 % in a rush until the balancer has grown; if it stays there, reserve capacity.",
  type: "gauge",
  unit: "percent",
  query: cloudWatch(ofBalancer("CapacityUtilization", "Maximum")),
  judgement: { warnAbove: 80, badAbove: 95 },
  runbook: "load-balancer-capacity",
  drillDowns: AROUND_BALANCER,
};

export const bytesProcessed: Signal = {
  id: "alb-bytes",
  name: "Bytes",
  description:
    "Bytes per second to and from clients, over five minutes. A jump without more requests is a large download; beside requests it is the part that capacity units are often billed for.",
  type: "counter",
  unit: "Bps",
  query: perSecond(ofBalancer, "ProcessedBytes"),
  judgement: { unjudged: "Traffic is neither good nor bad." },
  drillDowns: BEHIND,
};

export const capacityUnits: Signal = capacityUnitsOf("alb", "Capacity units", ofBalancer);

/** The note on cost holds for both kinds of balancer; only the price of a unit differs. */
export function capacityUnitsOf(kind: string, name: string, balancer: ResourceMetric): Signal {
  return {
    id: `${kind}-capacity-units`,
    name,
    description:
      "Capacity units (LCU) that each balancer used in each hour. AWS bills them by the hour, beside a fixed price for the hour of each balancer; a unit is whatever is largest of new connections, open connections, bytes and, with HTTP, rules evaluated. Times the price of the region it is what the balancer costs by its traffic; the cost dashboards tell the bill. If it grows faster than requests, see which of the four does.",
    type: "counter",
    unit: "short",
    decimals: 2,
    query: cloudWatch(balancer("ConsumedLCUs", "Sum", HOUR)),
    judgement: { unjudged: "It is a matter of cost, which budgets judge." },
    drillDowns: AROUND_BALANCER,
  };
}
