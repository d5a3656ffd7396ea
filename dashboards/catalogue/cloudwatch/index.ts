/** Metrics of CloudWatch, by `namespace name`. */
import type { MetricFact } from "../../core/catalogue";
import { applicationElb } from "./application-elb";
import { autoScaling } from "./auto-scaling";
import { ebs } from "./ebs";
import { ec2 } from "./ec2";
import { ecs } from "./ecs";
import { ecsContainerInsights } from "./ecs-container-insights";
import { lambda } from "./lambda";
import { networkElb } from "./network-elb";
import { rds } from "./rds";

/** One line for each namespace, in alphabetical order. */
const FAMILIES: readonly Readonly<Record<string, MetricFact>>[] = [
  applicationElb,
  autoScaling,
  ebs,
  ec2,
  ecs,
  ecsContainerInsights,
  lambda,
  networkElb,
  rds,
];

export const cloudWatchMetrics: Readonly<Record<string, MetricFact>> = Object.fromEntries(
  FAMILIES.flatMap((facts) => Object.entries(facts)),
);
