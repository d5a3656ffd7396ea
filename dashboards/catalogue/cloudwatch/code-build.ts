/** CodeBuild, by project, or of the whole account without dimensions. The use of processors and disks of a build is left out. */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

const count = counter("Count", "ProjectName");
const seconds = gauge("Seconds", "ProjectName");

export const codeBuild = cloudWatchFamily({
  namespace: "AWS/CodeBuild",
  source: "https://docs.aws.amazon.com/codebuild/latest/userguide/cloudwatch_metrics-codebuild.html",
  metrics: {
    Builds: count,
    SucceededBuilds: count,
    FailedBuilds: count,
    Duration: seconds,
    // Phases of a build, in their order.
    SubmittedDuration: seconds,
    QueuedDuration: seconds,
    ProvisioningDuration: seconds,
    DownloadSourceDuration: seconds,
    InstallDuration: seconds,
    PreBuildDuration: seconds,
    BuildDuration: seconds,
    PostBuildDuration: seconds,
    UploadArtifactsDuration: seconds,
    FinalizingDuration: seconds,
  },
});
