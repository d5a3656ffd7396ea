/** Metrics of CloudWatch, by `namespace name`. */
import type { MetricFact } from "../../core/catalogue";
import { apiGateway } from "./api-gateway";
import { appSync } from "./app-sync";
import { applicationElb } from "./application-elb";
import { autoScaling } from "./auto-scaling";
import { backup } from "./backup";
import { billing } from "./billing";
import { cloudwatchSynthetics } from "./cloudwatch-synthetics";
import { codeBuild } from "./code-build";
import { codePipeline } from "./code-pipeline";
import { ebs } from "./ebs";
import { ec2 } from "./ec2";
import { ecs } from "./ecs";
import { ecsContainerInsights } from "./ecs-container-insights";
import { events } from "./events";
import { firehose } from "./firehose";
import { kinesis } from "./kinesis";
import { lambda } from "./lambda";
import { logs } from "./logs";
import { metricStreams } from "./metric-streams";
import { networkElb } from "./network-elb";
import { prometheus } from "./prometheus";
import { rds } from "./rds";
import { rum } from "./rum";
import { scheduler } from "./scheduler";
import { sns } from "./sns";
import { sqs } from "./sqs";
import { ssmRunCommand } from "./ssm-run-command";
import { usage } from "./usage";

/** One line for each namespace, in alphabetical order. */
const FAMILIES: readonly Readonly<Record<string, MetricFact>>[] = [
  apiGateway,
  applicationElb,
  appSync,
  autoScaling,
  backup,
  billing,
  cloudwatchSynthetics,
  codeBuild,
  codePipeline,
  ebs,
  ec2,
  ecs,
  ecsContainerInsights,
  events,
  firehose,
  kinesis,
  lambda,
  logs,
  metricStreams,
  networkElb,
  prometheus,
  rds,
  rum,
  scheduler,
  sns,
  sqs,
  ssmRunCommand,
  usage,
];

export const cloudWatchMetrics: Readonly<Record<string, MetricFact>> = Object.fromEntries(
  FAMILIES.flatMap((facts) => Object.entries(facts)),
);
