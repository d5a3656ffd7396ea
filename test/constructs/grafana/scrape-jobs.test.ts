/** What Grafana Cloud asks CloudWatch for by itself, as its provider takes it. */
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { describe, expect, it } from "vitest";
import { Accounts } from "../../../constructs/core/accounts";
import type { ScrapeJobContribution } from "../../../constructs/core/contribution";
import { ScrapeJobs } from "../../../constructs/grafana/scrape-jobs";
import type { CloudWatchUse } from "../../../dashboards";
import { minimal } from "../../support/fixtures";
import { synth } from "../../support/synth";
import { addresses, resource, type StackJson } from "../../support/template";

const USES: readonly CloudWatchUse[] = [
  { namespace: "AWS/CodeBuild", metric: "FailedBuilds", statistics: ["Sum"] },
  { namespace: "AWS/RDS", metric: "CPUUtilization", statistics: ["Average", "Maximum"] },
  { namespace: "AWS/Lambda", metric: "Duration", statistics: ["p95"] },
  { namespace: "AWS/RDS", metric: "FreeStorageSpace", statistics: ["Minimum"] },
];

/** Jobs for accounts, each after something that its role waits for. */
function scrapeJobs(accounts: readonly string[], stackId: string | undefined, uses = USES): StackJson {
  const config = minimal();
  return synth((stack) => {
    const { provider } = new Accounts(stack, config).get("main");
    const jobs = accounts.map((account): ScrapeJobContribution => ({
      account,
      roleArn: `arn:aws:iam::111122223333:role/${account}`,
      ready: new CloudwatchLogGroup(stack, `rights-${account}`, { provider, name: account }),
      regions: ["eu-west-1"],
      intervalSeconds: 600,
      uses,
    }));
    const grafana = new GrafanaProvider(stack, "grafana", { alias: "stack", url: "https://smallco.grafana.net" });
    new ScrapeJobs(stack, "scrape-jobs", { platform: { provider: grafana, stackId }, jobs });
  }, config);
}

const JOB = "grafana_cloud_provider_aws_cloudwatch_scrape_job.scrape-jobs_main_job";

describe("scrape jobs", () => {
  const stack = scrapeJobs(["main", "shop"], "123456");

  it("are an account and a job for each contribution", () => {
    expect(addresses(stack).filter((address) => address.startsWith("grafana_"))).toEqual([
      "grafana_cloud_provider_aws_account.scrape-jobs_main_account",
      "grafana_cloud_provider_aws_account.scrape-jobs_shop_account",
      JOB,
      JOB.replace("main", "shop"),
    ]);
  });

  it("tell Grafana Cloud of a role only when its rights are there", () => {
    expect(resource(stack, "grafana_cloud_provider_aws_account.scrape-jobs_main_account")).toEqual({
      provider: "grafana.stack",
      stack_id: "123456",
      name: "main",
      role_arn: "arn:aws:iam::111122223333:role/main",
      regions: ["eu-west-1"],
      depends_on: ["aws_cloudwatch_log_group.rights-main"],
    });
  });

  it("ask for what is asked, blocks in order: services by their tags, other namespaces whole", () => {
    expect(resource(stack, JOB)).toEqual({
      provider: "grafana.stack",
      stack_id: "123456",
      name: "estate-main",
      aws_account_resource_id: "${grafana_cloud_provider_aws_account.scrape-jobs_main_account.resource_id}",
      export_tags: true,
      service: [
        {
          name: "AWS/Lambda",
          scrape_interval_seconds: 600,
          metric: [{ name: "Duration", statistics: ["p95"] }],
        },
        {
          name: "AWS/RDS",
          scrape_interval_seconds: 600,
          metric: [
            { name: "CPUUtilization", statistics: ["Average", "Maximum"] },
            { name: "FreeStorageSpace", statistics: ["Minimum"] },
          ],
        },
      ],
      custom_namespace: [
        {
          name: "AWS/CodeBuild",
          scrape_interval_seconds: 600,
          metric: [{ name: "FailedBuilds", statistics: ["Sum"] }],
        },
      ],
    });
  });

  it("know no stack on another platform", () => {
    expect(() => scrapeJobs(["main"], undefined)).toThrow(
      "only Grafana Cloud asks CloudWatch; the config check lets no such pass",
    );
  });
});
