/** Metrics of CloudWatch, by `namespace name`. */
import type { MetricFact } from "../../core/catalogue";
import { autoScaling } from "./auto-scaling";
import { ebs } from "./ebs";
import { ec2 } from "./ec2";
import { ecs } from "./ecs";
import { ecsContainerInsights } from "./ecs-container-insights";

/** One line for each namespace, in alphabetical order. */
const FAMILIES: readonly Readonly<Record<string, MetricFact>>[] = [autoScaling, ebs, ec2, ecs, ecsContainerInsights];

export const cloudWatchMetrics: Readonly<Record<string, MetricFact>> = Object.fromEntries(
  FAMILIES.flatMap((facts) => Object.entries(facts)),
);
