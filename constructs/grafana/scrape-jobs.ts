/** What Grafana Cloud asks CloudWatch for by itself: one account and one job for each contribution. */
import { CloudProviderAwsAccount } from "@cdktf/provider-grafana/lib/cloud-provider-aws-account";
import { CloudProviderAwsCloudwatchScrapeJob } from "@cdktf/provider-grafana/lib/cloud-provider-aws-cloudwatch-scrape-job";
import { Construct } from "constructs";
import { isService } from "../../config/cloudwatch-namespaces";
import type { CloudWatchUse } from "../../dashboards";
import type { ScrapeJobContribution } from "../core/contribution";
import type { Platform } from "../platform";

export interface ScrapeJobsProps {
  readonly platform: Pick<Platform, "provider" | "stackId">;
  readonly jobs: readonly ScrapeJobContribution[];
}

export class ScrapeJobs extends Construct {
  constructor(scope: Construct, id: string, { platform, jobs }: ScrapeJobsProps) {
    super(scope, id);
    for (const job of jobs) this.job(new Construct(this, job.account), platform, job);
  }

  /** Grafana Cloud tries the role when it is told of it, so the role's rights come first. */
  private job(scope: Construct, { provider, stackId }: ScrapeJobsProps["platform"], job: ScrapeJobContribution): void {
    if (stackId === undefined)
      throw new Error("only Grafana Cloud asks CloudWatch; the config check lets no such pass");
    const account = new CloudProviderAwsAccount(scope, "account", {
      provider,
      stackId,
      name: job.account,
      roleArn: job.roleArn,
      regions: [...job.regions],
      dependsOn: [job.ready],
    });
    const blocks = namespaces(job);
    new CloudProviderAwsCloudwatchScrapeJob(scope, "job", {
      provider,
      stackId,
      name: `estate-${job.account}`,
      awsAccountResourceId: account.resourceId,
      exportTags: true,
      service: blocks.filter(({ name }) => isService(name)),
      customNamespace: blocks.filter(({ name }) => !isService(name)),
    });
  }
}

/** Blocks in a fixed order: the provider compares them as a list. */
function namespaces({ uses, intervalSeconds }: ScrapeJobContribution) {
  const names = [...new Set(uses.map(({ namespace }) => namespace))].toSorted();
  return names.map((name) => ({
    name,
    scrapeIntervalSeconds: intervalSeconds,
    metric: uses.filter((use) => use.namespace === name).map(metricOf),
  }));
}

function metricOf({ metric, statistics }: CloudWatchUse) {
  return { name: metric, statistics: [...statistics] };
}
