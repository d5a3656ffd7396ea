/** Application Load Balancers: rate, errors and duration, and where errors come from. */
import { onlyThis } from "../core/dimension-variable";
import type { DrillDown } from "../core/drill-down";
import { chosen, cloudWatch } from "../core/query";
import type { Signal } from "../core/signal";
import { FIVE_MINUTES, fromCount } from "./count-thresholds";
import { perSecond, resourceMetrics } from "./resource-metrics";

export const LOAD_BALANCERS = "load-balancers";
export const BALANCER = "LoadBalancer";

export const ofBalancer = resourceMetrics("AWS/ApplicationELB", { [BALANCER]: chosen(BALANCER) });

/** What is behind a balancer. What CloudWatch computes has lost the name of the balancer, so it leads here only. */
export const BEHIND: readonly DrillDown[] = [
  { title: "Services", dashboard: "services" },
  { title: "ECS", dashboard: "ecs" },
  { title: "Traces", dashboard: "traces" },
  { title: "Logs", dashboard: "logs" },
];
export const AROUND_BALANCER: readonly DrillDown[] = [onlyThis(LOAD_BALANCERS, BALANCER), ...BEHIND];

export const requests: Signal = {
  id: "alb-requests",
  name: "Requests",
  description:
    "Requests per second that each balancer gave to a target, over five minutes. A drop to nothing means that clients do not reach it, or that it has no target to give them to: look at names, certificates and healthy targets.",
  type: "counter",
  unit: "reqps",
  query: perSecond(ofBalancer, "RequestCount"),
  judgement: { unjudged: "Traffic is neither good nor bad; errors and response times are judged." },
  drillDowns: BEHIND,
};

export const targetErrors: Signal = {
  id: "alb-target-5xx",
  name: "Errors of targets",
  description:
    "Answers in five minutes with a status of 500 or more that targets gave themselves. The service failed: its logs and traces say why. Compare with the requests: a hundred may be much or little.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofBalancer("HTTPCode_Target_5XX_Count", "Sum", FIVE_MINUTES)),
  judgement: fromCount(10, 100),
  runbook: "load-balancer-target-errors",
  drillDowns: AROUND_BALANCER,
};

export const balancerErrors: Signal = {
  id: "alb-balancer-5xx",
  name: "Errors of the balancer",
  description:
    "Answers in five minutes with a status of 500 or more that the balancer gave itself, since no target did. Nothing is told while there are none. The three graphs of 502, 503 and 504 say what kind they are.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofBalancer("HTTPCode_ELB_5XX_Count", "Sum", FIVE_MINUTES)),
  judgement: fromCount(5, 50),
  runbook: "load-balancer-errors",
  drillDowns: AROUND_BALANCER,
};

export const clientErrors: Signal = {
  id: "alb-target-4xx",
  name: "Client errors",
  description:
    "Answers of targets in five minutes with a status of 400 to 499. Some are normal. A jump after a release is a broken client or a changed contract; many 401 and 403 from few addresses are somebody who tries passwords.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofBalancer("HTTPCode_Target_4XX_Count", "Sum", FIVE_MINUTES)),
  judgement: { unjudged: "Clients make them; what is normal depends on the service." },
  drillDowns: [...AROUND_BALANCER, { title: "Security events", dashboard: "security-events" }],
};

export const badGateway: Signal = ofStatus(
  "502",
  "a target closed the connection or answered what is no HTTP. Often a keep-alive of the target that is shorter than the balancer's idle timeout, or a container that was ended while it answered.",
);
export const unavailable: Signal = ofStatus(
  "503",
  "the target group had no target to give them to. See healthy targets: none is registered, or all were taken out.",
);
export const gatewayTimeout: Signal = ofStatus(
  "504",
  "a target did not answer within the idle timeout, or could not be connected to within ten seconds. See response times and connection errors.",
);

export const responseMedian: Signal = responseTime("p50", "Half of the requests are answered faster.", {
  unjudged: "It is what is usual; the slow end is judged.",
});
export const responseTail: Signal = responseTime("p95", "95 of 100 requests are answered faster.", {
  warnAbove: 1,
  badAbove: 3,
});
export const responseExtreme: Signal = responseTime("p99", "99 of 100 requests are answered faster.", {
  unjudged: "A few slow requests do not wake anybody; the time of 95 of 100 is judged.",
});

function ofStatus(status: string, meaning: string): Signal {
  return {
    id: `alb-balancer-${status}`,
    name: `Status ${status} of the balancer`,
    description: `Requests in five minutes that the balancer answered with ${status}: ${meaning} Nothing is told while there are none.`,
    type: "counter",
    unit: "short",
    query: cloudWatch(ofBalancer(`HTTPCode_ELB_${status}_Count`, "Sum", FIVE_MINUTES)),
    judgement: { unjudged: "It is a part of the errors of the balancer, which are judged." },
    drillDowns: AROUND_BALANCER,
  };
}

function responseTime(statistic: "p50" | "p95" | "p99", meaning: string, judgement: Signal["judgement"]): Signal {
  return {
    id: `alb-response-time-${statistic}`,
    name: `Response time ${statistic}`,
    description: `${meaning} From the request leaving the balancer until the target begins to answer. If it rises for one balancer, follow its slow traces; if for all, look at what they share, such as a database.`,
    type: "gauge",
    unit: "s",
    decimals: 3,
    query: cloudWatch(ofBalancer("TargetResponseTime", statistic)),
    judgement,
    ...("unjudged" in judgement ? {} : { runbook: "load-balancer-latency" }),
    drillDowns: [...AROUND_BALANCER, { title: "Databases", dashboard: "rds" }],
  };
}
