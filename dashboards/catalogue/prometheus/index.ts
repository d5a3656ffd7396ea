/** Metrics that are asked for in PromQL, family by family. */
import type { MetricFamily } from "../family";
import { prometheusServer } from "./prometheus-server";

export const prometheusFamilies: readonly MetricFamily[] = [prometheusServer];
