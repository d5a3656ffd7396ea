/** Managed services of an estate of two accounts, in a stack of their own. */
import type { EstateConfig, EstateInput } from "../../../../config/estate";
import { Accounts } from "../../../../constructs/core/accounts";
import type { ScrapeJobContribution } from "../../../../constructs/core/contribution";
import type { BasicIntake, Shipper, Signal } from "../../../../constructs/core/intake";
import { checkPolicies } from "../../../../constructs/core/policy";
import { tagDomain } from "../../../../constructs/core/tags";
import { ManagedServices, type ManagedServicesProps } from "../../../../constructs/telemetry/managed/managed-services";
import type { CloudWatchUse } from "../../../../dashboards";
import { minimal } from "../../../support/fixtures";
import { synth } from "../../../support/synth";
import { addresses, type StackJson } from "../../../support/template";

export type CloudWatch = NonNullable<NonNullable<EstateInput["telemetry"]>["cloudwatch"]>;

/** What dashboards ask: two metrics with percentiles, one without, and one of a namespace that no service is known for. */
export const USES: readonly CloudWatchUse[] = [
  { namespace: "AWS/ApiGateway", metric: "Latency", statistics: ["p95"] },
  { namespace: "AWS/CodeBuild", metric: "FailedBuilds", statistics: ["Sum"] },
  { namespace: "AWS/Lambda", metric: "Duration", statistics: ["Maximum", "p50", "p95", "p99"] },
  { namespace: "AWS/Lambda", metric: "Errors", statistics: ["Average"] },
  { namespace: "AWS/RDS", metric: "CPUUtilization", statistics: ["Average", "Maximum"] },
];

export interface Names {
  /** Key of the second account. @default "shop" */
  readonly shop?: string;
  /** Name of the organisation. @default "smallco" */
  readonly name?: string;
}

/** Two accounts in two regions; the second is production. */
export function estate(cloudwatch: CloudWatch, { shop = "shop", name = "smallco" }: Names = {}): EstateConfig {
  return minimal({
    name,
    accounts: {
      main: { id: "111122223333", region: "eu-west-1" },
      [shop]: { id: "444455556666", region: "eu-central-1", environment: "production" },
    },
    telemetry: { cloudwatch },
  });
}

/** A token in each account. */
export function intake(account: string, signal: Signal, shipper: Shipper): BasicIntake {
  return {
    kind: "basic",
    url: `https://${signal}.example.com/push`,
    user: "1001",
    secretArn: `arn:secret:${account}:${signal}-${shipper}-AbCdEf`,
    secretArnPattern: `arn:secret:${account}:${signal}-${shipper}-??????`,
    secretVersion: "v1",
    keyArn: `arn:key:${account}:tokens`,
  };
}

export interface Made {
  readonly stack: StackJson;
  readonly jobs: readonly ScrapeJobContribution[];
  /** What breaks a rule of the policy pack. */
  readonly violations: readonly string[];
  /** Logical ids without `managed_`, by type: `aws_iam_role scrapes_main_role`. */
  readonly inventory: readonly string[];
}

export function managedServices(
  cloudwatch: CloudWatch,
  props: Partial<ManagedServicesProps> = {},
  names: Names = {},
): Made {
  const config = estate(cloudwatch, names);
  const jobs: ScrapeJobContribution[] = [];
  const stack = synth((scope) => {
    const accounts = new Accounts(scope, config);
    const made = new ManagedServices(scope, "managed", {
      config,
      accounts,
      intake,
      uses: USES,
      ownLogGroups: [],
      ...props,
    });
    tagDomain(made, "telemetry");
    jobs.push(...made.scrapeJobs);
  }, config);
  return {
    stack,
    jobs,
    violations: checkPolicies(stack).map(({ path, message }) => `${path} ${message}`),
    inventory: addresses(stack).map((address) => address.replace(".managed_", " ")),
  };
}
