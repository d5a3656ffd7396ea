/** What runs in the invented organisation every day. */
import type { Charge } from "./cost-sample";

export const PRODUCTION = "777788889999";
export const STAGING = "123456789012";
/** An account that the estate does not know. */
export const STRANGER = "999900001111";

/** Something that is used every day, at a base price. */
export interface Workload {
  readonly where: Pick<Charge, "account" | "region" | "product" | "usageType" | "operation" | "unit">;
  readonly tags: Tags;
  /** US dollars on an ordinary day. */
  readonly usd: number;
  /** Negotiated discount, 0-1. */
  readonly discount: number;
}

interface Tags {
  readonly team?: string;
  readonly service?: string;
}

export const EC2 = {
  product: "AmazonEC2",
  usageType: "EUC1-BoxUsage:m5.large",
  operation: "RunInstances",
  unit: "Hrs",
} as const;

export const CHECKOUT = { team: "payments", service: "checkout" } as const;
export const SEARCH = { team: "platform", service: "search" } as const;

/** Product, usage type, operation and unit of a row. */
type Usage = readonly [product: string, usageType: string, operation: string, unit: string];

const INSTANCES: Usage = [EC2.product, EC2.usageType, EC2.operation, EC2.unit];
const TRAFFIC: Usage = [EC2.product, "EUC1-DataTransfer-Out-Bytes", EC2.operation, "GB"];
const STORAGE: Usage = ["AmazonS3", "EUC1-TimedStorage-ByteHrs", "StandardStorage", "GB-Mo"];
const DATABASE: Usage = ["AmazonRDS", "EUC1-InstanceUsage:db.m5.large", "CreateDBInstance:0014", "Hrs"];
const CONTAINERS: Usage = ["AmazonECS", "EUC1-Fargate-vCPU-Hours:perCPU", "FargateTask", "hours"];
const FUNCTIONS: Usage = ["AWSLambda", "EU-Lambda-GB-Second", "Invoke", "Lambda-GB-Second"];

/** Cheap services, enough of them that not all can be shown by name. */
const SMALL = ["AmazonSNS", "AWSQueueService", "AmazonDynamoDB", "AmazonCloudWatch", "awskms", "AmazonVPC"];

export const WORKLOADS: readonly Workload[] = [
  workload(PRODUCTION, "eu-central-1", INSTANCES, CHECKOUT, 4.2),
  workload(STAGING, "us-east-1", INSTANCES, {}, 1.7),
  workload(PRODUCTION, "eu-central-1", TRAFFIC, SEARCH, 1.3),
  workload(PRODUCTION, "eu-central-1", STORAGE, CHECKOUT, 2.4, 0.1),
  workload(STAGING, "us-east-1", STORAGE, { team: "" }, 0.6, 0.1),
  workload(PRODUCTION, "eu-central-1", DATABASE, SEARCH, 3.1),
  workload(PRODUCTION, "eu-central-1", CONTAINERS, CHECKOUT, 2.2),
  workload(STRANGER, "eu-west-1", FUNCTIONS, { team: "data" }, 0.9),
  workload(STAGING, "", ["AmazonRoute53", "HostedZone", "HostedZone", "HostedZone"], {}, 0.23),
  ...SMALL.map((product, index) => {
    const account = index % 2 === 0 ? PRODUCTION : STAGING;
    const tags = index % 3 === 0 ? SEARCH : {};
    return workload(
      account,
      "eu-central-1",
      [product, "EUC1-Requests", "Request", "Requests"],
      tags,
      0.11 + index / 50,
    );
  }),
];

function workload(
  account: string,
  region: string,
  [product, usageType, operation, unit]: Usage,
  tags: Tags,
  usd: number,
  discount = 0,
): Workload {
  return { where: { account, region, product, usageType, operation, unit }, tags, usd, discount };
}
