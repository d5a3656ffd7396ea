/** What is about to run out inside of services: the runtime's own limits, and connections to databases. */
import { histogramQuantile, percentOf, prometheus, promql, type PromExpr, type PromSelector } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { CHOSEN_SERVICES } from "./chosen-services";

/** Share of the time, 0-1: from here on requests wait for each other noticeably, and almost all of them. */
const BUSY = { warnAbove: 0.7, badAbove: 0.9 } as const;

const BY_POOL = ["service", "db_client_connection_pool_name"] as const;

export const inFlight: Signal = {
  id: "runtime-requests-in-flight",
  name: "Requests in flight",
  description:
    "HTTP requests that each service works on. More of them at the same rate means that each takes longer, which is how a queue begins.",
  type: "gauge",
  unit: "short",
  query: prometheus(here("http_server_active_requests").sumBy("service")),
  judgement: { unjudged: "What a service bears depends on it; duration is judged." },
};

export const poolUsed: JudgedSignal = {
  id: "runtime-pool-used",
  name: "Database connections in use",
  description:
    "Connections in use of those that a pool may open, by service and pool. When all are in use, requests wait for one: look for slow queries before the pool is made larger.",
  type: "ratio",
  unit: "percent",
  query: prometheus(
    percentOf(
      here("db_client_connection_count")
        .where({ db_client_connection_state: "used" })
        .sumBy(...BY_POOL),
      here("db_client_connection_max").sumBy(...BY_POOL),
    ),
  ),
  judgement: { warnAbove: 80, badAbove: 95 },
  runbook: "connection-pool-full",
};

export const poolWaiting: JudgedSignal = {
  id: "runtime-pool-waiting",
  name: "Waiting for a database connection",
  description:
    "Requests of a service that wait for a connection of a pool. It should be none; a steady number is a pool that is full.",
  type: "gauge",
  unit: "short",
  query: prometheus(here("db_client_connection_pending_requests").sumBy(...BY_POOL)),
  judgement: { warnAbove: 1, badAbove: 10 },
  runbook: "connection-pool-full",
};

export const eventLoopBusy: JudgedSignal = {
  id: "runtime-event-loop-busy",
  name: "Node.js event loop",
  description:
    "Share of the time that the event loop of the busiest process works, by service. Node.js has one loop for each process: near 100 % add processes, or take work off the loop.",
  type: "ratio",
  unit: "percentunit",
  query: prometheus(here("nodejs_eventloop_utilization_ratio").maxBy("service")),
  judgement: BUSY,
  runbook: "event-loop-busy",
};

export const eventLoopDelay: JudgedSignal = {
  id: "runtime-event-loop-delay",
  name: "Node.js event loop delay, p99",
  description:
    "By how much 99 of 100 turns of the event loop are late at most, in the worst process of each service. Every request waits that long; a long synchronous call is the usual cause.",
  type: "gauge",
  unit: "s",
  decimals: 3,
  query: prometheus(here("nodejs_eventloop_delay_p99_seconds").maxBy("service")),
  judgement: { warnAbove: 0.1, badAbove: 0.5 },
  runbook: "event-loop-busy",
};

export const nodeHeap: Signal = {
  id: "runtime-node-heap",
  name: "Node.js heap in use",
  description: "Memory that JavaScript objects take, by service. A saw that climbs from tooth to tooth is a leak.",
  type: "gauge",
  unit: "bytes",
  query: prometheus(here("v8js_memory_heap_used_bytes").sumBy("service")),
  judgement: { unjudged: "The limit of a process is not reported; memory of tasks is judged on ECS." },
};

export const jvmHeap: JudgedSignal = {
  id: "runtime-jvm-heap",
  name: "JVM heap after collection",
  description:
    "What is still in use of the heap after the last garbage collection, of its limit, by service. What remains is alive: when it nears the limit, the JVM collects all the time and then fails.",
  type: "ratio",
  unit: "percent",
  query: prometheus(
    percentOf(
      heap("jvm_memory_used_after_last_gc_bytes").sumBy("service"),
      heap("jvm_memory_limit_bytes").sumBy("service"),
    ),
  ),
  judgement: { warnAbove: 80, badAbove: 90 },
  runbook: "heap-full",
};

export const jvmCpu: JudgedSignal = {
  id: "runtime-jvm-cpu",
  name: "JVM CPU",
  description: "Share of its CPUs that the busiest JVM of each service uses. At 100 % add tasks or look for a loop.",
  type: "ratio",
  unit: "percentunit",
  query: prometheus(here("jvm_cpu_recent_utilization_ratio").maxBy("service")),
  judgement: BUSY,
  runbook: "cpu-saturated",
};

export const jvmCollection: JudgedSignal = {
  id: "runtime-jvm-gc",
  name: "JVM",
  description:
    "Share of the time that goes into garbage collection, in the worst process of each service. A tenth is a tenth of the CPU bought for nothing: look at the heap.",
  type: "ratio",
  unit: "percentunit",
  query: prometheus(collecting("jvm_gc_duration_seconds_sum")),
  judgement: { warnAbove: 0.05, badAbove: 0.1 },
  runbook: "heap-full",
};

export const nodeCollection: JudgedSignal = {
  ...jvmCollection,
  id: "runtime-node-gc",
  name: "Node.js",
  query: prometheus(collecting("v8js_gc_duration_seconds_sum")),
};

export const goMemory: JudgedSignal = {
  id: "runtime-go-memory",
  name: "Go memory",
  description:
    "Memory that Go uses, of the limit that it was given (GOMEMLIMIT), by service. Near the limit it collects garbage all the time.",
  type: "ratio",
  unit: "percent",
  query: prometheus(
    percentOf(here("go_memory_used_bytes").sumBy("service"), here("go_memory_limit_bytes").sumBy("service")),
  ),
  judgement: { warnAbove: 80, badAbove: 95 },
  runbook: "heap-full",
};

export const goScheduling: JudgedSignal = {
  id: "runtime-go-scheduling",
  name: "Go scheduling delay, p99",
  description:
    "What 99 of 100 goroutines wait at most until they run, by service. Tens of milliseconds mean that the CPU is short or throttled.",
  type: "histogram",
  unit: "s",
  decimals: 3,
  query: prometheus(histogramQuantile(0.99, here("go_schedule_duration_seconds_bucket").rate(), "service")),
  judgement: { warnAbove: 0.01, badAbove: 0.1 },
  runbook: "cpu-saturated",
};

export const goroutines: Signal = {
  id: "runtime-goroutines",
  name: "Goroutines",
  description: "Goroutines by service. A number that only grows is a leak: each waits for something that never comes.",
  type: "gauge",
  unit: "short",
  query: prometheus(here("go_goroutine_count").sumBy("service")),
  judgement: { unjudged: "Thousands are normal in some services; growth is what matters." },
};

function here(metric: string): PromSelector {
  return promql(metric).where(CHOSEN_SERVICES);
}

/** Seconds of a second, of the worst process. */
function collecting(metric: string): PromExpr {
  return here(metric).rate().sumBy("service", "service_instance_id").maxBy("service");
}

function heap(metric: string): PromExpr {
  return here(metric).where({ jvm_memory_type: "heap" });
}
