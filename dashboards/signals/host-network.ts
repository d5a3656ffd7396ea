/** Network of hosts: traffic, what is lost, and what is about to run out. */
import { percentOf, type PromExpr } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { byHost, fromHost, HOST, onHosts } from "./host-scope";

/** Interfaces of the host itself: what containers have in addition is counted there once more. */
const OUTWARD = { device: { matchesNot: "lo|veth.*|docker.*|br-.*|cni.*|ecs-.*" } } as const;

function rateOf(metric: string): PromExpr {
  return onHosts(metric)
    .rate()
    .sumBy(...HOST);
}

function ofInterfaces(metric: string): PromExpr {
  return onHosts(metric)
    .where(OUTWARD)
    .rate()
    .sumBy(...HOST);
}

function traffic(way: "receive" | "transmit", name: string): Signal {
  return {
    id: `host-network-${way}`,
    name,
    description: `Bits per second that each host ${way}s on its own interfaces. Compare with the bandwidth of the instance type; above its base rate an instance lives on credits.`,
    type: "counter",
    unit: "bps",
    query: byHost(ofInterfaces(`node_network_${way}_bytes_total`).times(8)),
    judgement: { unjudged: "Traffic is neither good nor bad; lost packets are judged." },
  };
}

export const received = traffic("receive", "Received");
export const sent = traffic("transmit", "Sent");

const lost = ["receive_errs", "receive_drop", "transmit_errs", "transmit_drop"]
  .map((what) => ofInterfaces(`node_network_${what}_total`))
  .reduce((sum, one) => sum.plus(one));
const packets = ofInterfaces("node_network_receive_packets_total").plus(
  ofInterfaces("node_network_transmit_packets_total"),
);

export const lostPackets: JudgedSignal = {
  id: "host-lost-packets",
  name: "Packets lost",
  description:
    "Packets with errors and packets dropped, received and sent, of all packets of each host. More than a trace: the packet rate of the instance type is used up, or a queue is too short.",
  type: "ratio",
  unit: "percent",
  decimals: 2,
  query: byHost(percentOf(lost, packets)),
  judgement: { warnAbove: 0.1, badAbove: 1 },
  runbook: "host-packets-lost",
  drillDowns: fromHost,
};

export const repeated: JudgedSignal = {
  id: "host-tcp-repeated",
  name: "TCP segments repeated",
  description:
    "Segments that each host had to send again, of all it sent. The other side did not confirm them in time: a path or a peer is overloaded. A few percent are felt as latency.",
  type: "ratio",
  unit: "percent",
  decimals: 2,
  query: byHost(percentOf(rateOf("node_netstat_Tcp_RetransSegs"), rateOf("node_netstat_Tcp_OutSegs"))),
  judgement: { warnAbove: 1, badAbove: 5 },
  runbook: "host-packets-lost",
  drillDowns: fromHost,
};

export const refused: JudgedSignal = {
  id: "host-tcp-refused",
  name: "Connections refused by full queues",
  description:
    "Connections per second that each host dropped because the program that listens did not accept them in time. The program is overloaded or hangs.",
  type: "counter",
  unit: "cps",
  query: byHost(rateOf("node_netstat_TcpExt_ListenDrops")),
  judgement: { warnAbove: 0.1, badAbove: 1 },
  runbook: "host-connections-refused",
  drillDowns: fromHost,
};

export const connections: Signal = {
  id: "host-tcp-connections",
  name: "TCP connections",
  description: "Connections that are open on each host. A climb without more requests is a leak of connections.",
  type: "gauge",
  unit: "short",
  query: byHost(onHosts("node_netstat_Tcp_CurrEstab").maxBy(...HOST)),
  judgement: { unjudged: "How many are normal depends on what the host does." },
};

export const tracked: JudgedSignal = {
  id: "host-connections-tracked",
  name: "Connection tracking used",
  description:
    "How full the table is in which the kernel of each host keeps connections for its firewall and for address translation. When it is full, new connections are dropped without a word; raise nf_conntrack_max.",
  type: "ratio",
  unit: "percent",
  query: byHost(
    percentOf(
      onHosts("node_nf_conntrack_entries").maxBy(...HOST),
      onHosts("node_nf_conntrack_entries_limit").maxBy(...HOST),
    ),
  ),
  judgement: { warnAbove: 75, badAbove: 90 },
  runbook: "host-connections-refused",
  drillDowns: fromHost,
};
