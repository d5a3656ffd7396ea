/** Metrics of CloudWatch, by `namespace name`. */
import type { MetricFact } from "../../core/catalogue";
import { applicationElb } from "./application-elb";
import { autoScaling } from "./auto-scaling";
import { billing } from "./billing";
import { cloudwatchSynthetics } from "./cloudwatch-synthetics";
import { ebs } from "./ebs";
import { ec2 } from "./ec2";
import { ecs } from "./ecs";
import { ecsContainerInsights } from "./ecs-container-insights";
import { lambda } from "./lambda";
import { metricStreams } from "./metric-streams";
import { networkElb } from "./network-elb";
import { prometheus } from "./prometheus";
import { rds } from "./rds";
import { rum } from "./rum";
import { usage } from "./usage";

/** One line for each namespace, in alphabetical order. */
const FAMILIES: readonly Readonly<Record<string, MetricFact>>[] = [
  applicationElb,
  autoScaling,
  billing,
  cloudwatchSynthetics,
  ebs,
  ec2,
  ecs,
  ecsContainerInsights,
  lambda,
  metricStreams,
  networkElb,
  prometheus,
  rds,
  rum,
  usage,
];

export const cloudWatchMetrics: Readonly<Record<string, MetricFact>> = Object.fromEntries(
  FAMILIES.flatMap((facts) => Object.entries(facts)),
);
