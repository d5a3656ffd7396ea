/** What part of the traffic of load balancers fails: their errors against their requests, whatever the traffic. */
import { chosen, cloudWatchMath } from "../core/query";
import type { Signal } from "../core/signal";
import { AROUND_BALANCER, BALANCER, ofBalancer } from "./application-balancers";
import { FIVE_MINUTES } from "./count-thresholds";
import { resourceMetrics } from "./resource-metrics";

const ofGroup = resourceMetrics("AWS/ApplicationELB", { [BALANCER]: chosen(BALANCER), TargetGroup: "*" });
const ofNetwork = resourceMetrics("AWS/NetworkELB", { [BALANCER]: chosen(BALANCER) });

export const targetErrorShare: Signal = {
  id: "alb-target-error-share",
  name: "Share of errors of targets",
  description:
    "Share of requests of five minutes that a target answered with a status of 500 or more. The service failed: its logs and traces say why.",
  type: "ratio",
  unit: "percent",
  query: cloudWatchMath("100 * errors / requests", {
    errors: ofBalancer("HTTPCode_Target_5XX_Count", "Sum", FIVE_MINUTES),
    requests: ofBalancer("RequestCount", "Sum", FIVE_MINUTES),
  }),
  judgement: { warnAbove: 1, badAbove: 5 },
  runbook: "load-balancer-target-errors",
  drillDowns: AROUND_BALANCER,
};

export const balancerErrorShare: Signal = {
  id: "alb-balancer-error-share",
  name: "Share of errors of the balancer",
  description:
    "Share of requests of five minutes that the balancer answered with a status of 500 or more itself, against those and what it gave to targets. Nothing is told while there are none.",
  type: "ratio",
  unit: "percent",
  query: cloudWatchMath("100 * errors / (requests + errors)", {
    errors: ofBalancer("HTTPCode_ELB_5XX_Count", "Sum", FIVE_MINUTES),
    requests: ofBalancer("RequestCount", "Sum", FIVE_MINUTES),
  }),
  judgement: { warnAbove: 0.5, badAbove: 2 },
  runbook: "load-balancer-errors",
  drillDowns: AROUND_BALANCER,
};

export const unhealthyShare: Signal = {
  id: "alb-unhealthy-share",
  name: "Share of unhealthy targets",
  description:
    "Share of each group's targets that every node of the balancer finds unhealthy. The others carry their traffic: from a half on they may not.",
  type: "ratio",
  unit: "percent",
  query: cloudWatchMath("100 * unhealthy / (unhealthy + healthy)", {
    unhealthy: ofGroup("UnHealthyHostCount", "Minimum"),
    healthy: ofGroup("HealthyHostCount", "Maximum"),
  }),
  judgement: { warnAbove: 10, badAbove: 50 },
  runbook: "load-balancer-targets",
  drillDowns: AROUND_BALANCER,
};

export const resetShare: Signal = {
  id: "nlb-target-reset-share",
  name: "Share of flows that targets reset",
  description:
    "Resets by targets against new flows, over five minutes. Targets refuse or break off: the port is closed, the process ends, or it was deregistered with flows still open.",
  type: "ratio",
  unit: "percent",
  query: cloudWatchMath("100 * resets / flows", {
    resets: ofNetwork("TCP_Target_Reset_Count", "Sum", FIVE_MINUTES),
    flows: ofNetwork("NewFlowCount", "Sum", FIVE_MINUTES),
  }),
  judgement: { warnAbove: 5, badAbove: 20 },
  runbook: "load-balancer-resets",
  drillDowns: AROUND_BALANCER,
};
