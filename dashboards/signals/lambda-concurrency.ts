/** Concurrency of Lambda: how much is claimed of what the account may use, and by whom. */
import { chosen, cloudWatch, cloudWatchMath } from "../core/query";
import type { Signal } from "../core/signal";
import { FIVE_MINUTES } from "./count-thresholds";
import { FUNCTION, INTO_FUNCTION, ofFunction, ofRegion } from "./lambda";
import { resourceMetrics } from "./resource-metrics";

/**
 * Concurrent executions that an account may have in a region unless it asked for more; new accounts may have less.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const DEFAULT_QUOTA = 1000;

/** Versions and aliases, which alone can have provisioned concurrency. */
const ofVersion = resourceMetrics("AWS/Lambda", { [FUNCTION]: chosen(FUNCTION), Resource: "*" });

export const concurrencyClaimed: Signal = {
  id: "lambda-concurrency-claimed",
  name: "Concurrency claimed",
  description: `Concurrency of the region that is not free for functions without reserved concurrency: what they use, and all that is reserved or provisioned, in percent of the default quota of ${String(DEFAULT_QUOTA)}. Where the quota was raised, more than 100 is possible. At the quota every such function is throttled: ask for a higher one in Service Quotas, or give back what is reserved in vain.`,
  type: "gauge",
  unit: "percent",
  query: cloudWatchMath(`100 * claimed / ${String(DEFAULT_QUOTA)}`, {
    claimed: ofRegion("ClaimedAccountConcurrency", "Maximum"),
  }),
  judgement: { warnAbove: 70, badAbove: 90 },
  runbook: "lambda-concurrency",
};

export const concurrentExecutions: Signal = {
  id: "lambda-concurrent-executions",
  name: "Concurrent executions by function",
  description:
    "Most instances of each function that were at work at once. It is invocations per second times duration: if it grows while traffic does not, the function has become slower.",
  type: "gauge",
  unit: "short",
  query: cloudWatch(ofFunction("ConcurrentExecutions", "Maximum")),
  judgement: { unjudged: "The limit of a function is not told to CloudWatch; throttles are judged." },
  drillDowns: INTO_FUNCTION,
};

export const provisionedUse: Signal = {
  id: "lambda-provisioned-use",
  name: "Provisioned concurrency in use",
  description:
    "Share of the provisioned concurrency of each version or alias that was in use at most. Near 100 % the next requests meet cold starts; far below it is paid for in vain.",
  type: "ratio",
  unit: "percentunit",
  query: cloudWatch(ofVersion("ProvisionedConcurrencyUtilization", "Maximum")),
  judgement: { warnAbove: 0.8, badAbove: 0.95 },
  runbook: "lambda-concurrency",
  drillDowns: INTO_FUNCTION,
};

export const spillover: Signal = {
  id: "lambda-provisioned-spillover",
  name: "Beyond provisioned concurrency",
  description:
    "Invocations in five minutes that came when all provisioned concurrency was in use and ran on ordinary instances, with cold starts. If they keep coming, provision more or scale it by schedule.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofVersion("ProvisionedConcurrencySpilloverInvocations", "Sum", FIVE_MINUTES)),
  judgement: { unjudged: "They succeed, only slower; the use of what is provisioned is judged." },
  drillDowns: INTO_FUNCTION,
};
