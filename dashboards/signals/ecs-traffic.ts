/** Network and disk traffic of tasks of ECS. */
import { percentOf, type PromExpr } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { byService, fromService, SERVICE, tasks } from "./ecs-scope";

function rateOf(metric: string): PromExpr {
  return tasks(`ecs_task_${metric}`)
    .rate()
    .sumBy(...SERVICE);
}

function bytes(id: string, name: string, metric: string, what: string): Signal {
  return {
    id: `ecs-${id}`,
    name,
    description: `Bytes per second that the tasks of each service ${what}. Compare with before a deployment; a side that falls to zero is cut off.`,
    type: "counter",
    unit: "Bps",
    query: byService(rateOf(metric)),
    judgement: { unjudged: "Traffic is neither good nor bad; lost packets are judged." },
    drillDowns: fromService,
  };
}

export const received = bytes("network-received", "Received", "network_io_usage_rx_bytes_Bytes", "receive");
export const sent = bytes("network-sent", "Sent", "network_io_usage_tx_bytes_Bytes", "send");
export const diskRead = bytes("disk-read", "Read", "storage_read_bytes_Bytes", "read from disk");
export const diskWritten = bytes("disk-written", "Written", "storage_write_bytes_Bytes", "write to disk");

const lost = rateOf("network_io_usage_rx_errors_Count")
  .plus(rateOf("network_io_usage_rx_dropped_Count"))
  .plus(rateOf("network_io_usage_tx_errors_Count"))
  .plus(rateOf("network_io_usage_tx_dropped_Count"));
const packets = rateOf("network_io_usage_rx_packets_Count").plus(rateOf("network_io_usage_tx_packets_Count"));

export const lostPackets: JudgedSignal = {
  id: "ecs-lost-packets",
  name: "Packets lost",
  description:
    "Packets with errors and packets dropped, sent and received, of all packets of each service. More than a trace costs latency by repeats: the network allowance of the task or of its host is used up.",
  type: "ratio",
  unit: "percent",
  decimals: 2,
  query: byService(percentOf(lost, packets)),
  judgement: { warnAbove: 0.1, badAbove: 1 },
  runbook: "ecs-packets-lost",
  drillDowns: fromService,
};
