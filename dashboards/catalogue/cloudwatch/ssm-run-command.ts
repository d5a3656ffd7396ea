/** Run Command of Systems Manager, for the whole region: there are no dimensions. */
import { counter } from "../family";
import { cloudWatchFamily } from "./family";

const count = counter("Count");

export const ssmRunCommand = cloudWatchFamily({
  namespace: "AWS/SSM-RunCommand",
  source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-cloudwatch-metrics.html",
  metrics: {
    CommandsSucceeded: count,
    CommandsFailed: count,
    CommandsDeliveryTimedOut: count,
  },
});
