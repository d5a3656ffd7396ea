/** How facts of one namespace of CloudWatch are written down. */
import type { MetricFact } from "../../core/catalogue";
import { family, type MetricEntry } from "../family";

export interface CloudWatchFamilyProps {
  /** `AWS/Lambda`. */
  readonly namespace: string;
  /** Page of AWS that lists the metrics with units and dimensions. */
  readonly source: string;
  /** Units in CloudWatch's words (`Count`, `Seconds`, `Milliseconds`, `Bytes/Second`, `Percent`, `None`); labels are dimensions. */
  readonly metrics: Readonly<Record<string, MetricEntry>>;
}

/** Facts by `namespace name`, as queries of CloudWatch are looked up. */
export function cloudWatchFamily({ namespace, ...props }: CloudWatchFamilyProps): Readonly<Record<string, MetricFact>> {
  const { facts } = family({ name: namespace, ...props });
  return Object.fromEntries(Object.entries(facts).map(([metric, fact]) => [`${namespace} ${metric}`, fact]));
}
