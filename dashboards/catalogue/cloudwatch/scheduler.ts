/**
 * EventBridge Scheduler, by group of schedules, or of the whole region without dimensions. Failures to reach a
 * dead-letter queue that carry an error code in their name are left out: the sum of all codes is here.
 */
import { counter } from "../family";
import { cloudWatchFamily } from "./family";

const count = counter("Count", "ScheduleGroup");

export const scheduler = cloudWatchFamily({
  namespace: "AWS/Scheduler",
  source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html",
  metrics: {
    InvocationAttemptCount: count,
    TargetErrorCount: count,
    TargetErrorThrottledCount: count,
    InvocationThrottleCount: count,
    InvocationDroppedCount: count,
    InvocationsSentToDeadLetterCount: count,
    InvocationsFailedToBeSentToDeadLetterCount: count,
    InvocationsSentToDeadLetterCount_Truncated_MessageSizeExceeded: count,
  },
});
