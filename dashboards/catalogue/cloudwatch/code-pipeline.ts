/** CodePipeline. There are these two and no count of successes; failures are also told for the whole account. */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

export const codePipeline = cloudWatchFamily({
  namespace: "AWS/CodePipeline",
  source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/metrics-dimensions.html",
  metrics: {
    PipelineDuration: gauge("Seconds", "PipelineName"),
    // A retry of a failed action counts as one more execution.
    FailedPipelineExecutions: counter("Count", "PipelineName"),
  },
});
