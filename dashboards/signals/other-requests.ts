/** What services answer other than by HTTP: remote procedure calls, such as gRPC, and messages that they process. */
import { prometheus } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { DURATION, duration, ERRORS, errorShare, MESSAGES_PROCESSED, rate, RPC_SERVER } from "./red";

const BY_DESTINATION = ["service", "messaging_destination_name"] as const;

export const rpcRate: Signal = {
  id: "rpc-requests",
  name: "Remote procedure calls",
  description: "Calls a second that each service answers, by gRPC and the like.",
  type: "counter",
  unit: "reqps",
  query: prometheus(rate(RPC_SERVER, "service")),
  judgement: { unjudged: "Traffic is neither good nor bad; errors and duration are judged." },
};

export const rpcErrors: JudgedSignal = {
  id: "rpc-errors",
  name: "Calls that fail",
  description: "Share of the calls that each service answers with an error of its own.",
  type: "ratio",
  unit: "percent",
  query: prometheus(errorShare(RPC_SERVER, "service")),
  judgement: ERRORS,
  runbook: "service-errors",
};

export const rpcDuration: JudgedSignal = {
  id: "rpc-duration",
  name: "Duration of calls, p95",
  description: "What 95 of 100 calls stay below, by service.",
  type: "histogram",
  unit: "s",
  query: prometheus(duration(0.95, RPC_SERVER, "service"), { exemplars: true }),
  judgement: DURATION,
  runbook: "service-duration",
};

export const messageRate: Signal = {
  id: "messages-processed",
  name: "Messages processed",
  description:
    "Messages a second that each service processes, by where they come from. When it falls, the queue grows: see Queues.",
  type: "counter",
  unit: "mps",
  query: prometheus(rate(MESSAGES_PROCESSED, ...BY_DESTINATION)),
  judgement: { unjudged: "Traffic is neither good nor bad; failures, and age of messages on Queues, are judged." },
  drillDowns: [{ title: "Queues and topics", dashboard: "queues", keep: ["account"] }],
};

export const messageErrors: JudgedSignal = {
  id: "messages-failing",
  name: "Messages that fail",
  description: "Share of the messages that a service fails to process. They come back, and end in a dead-letter queue.",
  type: "ratio",
  unit: "percent",
  query: prometheus(errorShare(MESSAGES_PROCESSED, ...BY_DESTINATION)),
  judgement: ERRORS,
  runbook: "messages-failing",
  drillDowns: [{ title: "Queues and topics", dashboard: "queues", keep: ["account"] }],
};

export const messageDuration: JudgedSignal = {
  id: "messages-duration",
  name: "Processing time, p95",
  description:
    "What 95 of 100 messages take at most. It must stay well below the visibility timeout of the queue, or messages are processed twice.",
  type: "histogram",
  unit: "s",
  query: prometheus(duration(0.95, MESSAGES_PROCESSED, ...BY_DESTINATION), { exemplars: true }),
  judgement: { warnAbove: 10, badAbove: 30 },
  runbook: "messages-failing",
};
