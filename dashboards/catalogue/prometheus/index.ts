/** Metrics that are asked for in PromQL, family by family. */
import type { MetricFamily } from "../family";
import { database, functions, messaging, rpc } from "./calls";
import { ecsContainers } from "./ecs-containers";
import { estate } from "./estate";
import { fluentBit } from "./fluent-bit";
import { grafanaAlerting, grafanaCloud, grafanaIrm } from "./grafana-cloud";
import { http } from "./http";
import { mysqldExporter } from "./mysqld-exporter";
import { nodeExporter } from "./node-exporter";
import { nodeNetwork } from "./node-network";
import { nodeSystemd } from "./node-systemd";
import { otelcol } from "./otelcol";
import { postgresExporter } from "./postgres-exporter";
import { probes, syntheticMonitoring } from "./probes";
import { processExporter } from "./process-exporter";
import { prometheusServer } from "./prometheus-server";
import { go, jvm, nodejs } from "./runtime";
import { serviceGraph, spanMetrics } from "./traces";
import { apacheExporter, nginxExporter } from "./web-servers";

export const prometheusFamilies: readonly MetricFamily[] = [
  http,
  database,
  messaging,
  rpc,
  functions,
  nodejs,
  jvm,
  go,
  spanMetrics,
  serviceGraph,
  ecsContainers,
  nodeExporter,
  nodeNetwork,
  nodeSystemd,
  processExporter,
  mysqldExporter,
  postgresExporter,
  apacheExporter,
  nginxExporter,
  probes,
  syntheticMonitoring,
  otelcol,
  fluentBit,
  grafanaCloud,
  grafanaAlerting,
  grafanaIrm,
  prometheusServer,
  estate,
];
