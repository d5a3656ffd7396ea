/** Inside of applications: Node.js, the JVM and Go, by OpenTelemetry's conventions. */
import { counter, gauge, histogram, type MetricEntry } from "../family";
import { otlpFamily } from "../otlp";

const share = (...labels: readonly string[]): MetricEntry => ({ ...gauge("1", ...labels), range: [0, 1] });

export const nodejs = otlpFamily({
  name: "nodejs",
  source: "https://opentelemetry.io/docs/specs/semconv/runtime/nodejs-metrics/",
  values: {
    "nodejs.eventloop.state": ["active", "idle"],
    "v8js.gc.type": ["major", "minor", "incremental", "weakcb"],
    "v8js.heap.space.name": ["new_space", "old_space", "code_space", "large_object_space"],
  },
  metrics: {
    "nodejs.eventloop.delay.min": gauge("s"),
    "nodejs.eventloop.delay.mean": gauge("s"),
    "nodejs.eventloop.delay.p50": gauge("s"),
    "nodejs.eventloop.delay.p90": gauge("s"),
    "nodejs.eventloop.delay.p99": gauge("s"),
    "nodejs.eventloop.delay.max": gauge("s"),
    "nodejs.eventloop.utilization": share(),
    "nodejs.eventloop.time": counter("s", "nodejs.eventloop.state"),
    "v8js.gc.duration": histogram("s", "v8js.gc.type"),
    "v8js.memory.heap.used": gauge("By", "v8js.heap.space.name"),
    "v8js.memory.heap.space.size": gauge("By", "v8js.heap.space.name"),
    "v8js.memory.heap.space.available_size": gauge("By", "v8js.heap.space.name"),
  },
});

export const jvm = otlpFamily({
  name: "jvm",
  source: "https://opentelemetry.io/docs/specs/semconv/runtime/jvm-metrics/",
  values: {
    "jvm.memory.type": ["heap", "non_heap"],
    "jvm.memory.pool.name": ["G1 Old Gen"],
    "jvm.gc.action": ["end of minor GC", "end of major GC"],
    "jvm.gc.name": ["G1 Young Generation"],
    "jvm.thread.state": ["blocked", "new", "runnable", "terminated", "timed_waiting", "waiting"],
    "jvm.thread.daemon": ["true", "false"],
  },
  metrics: {
    "jvm.memory.used": gauge("By", "jvm.memory.type", "jvm.memory.pool.name"),
    "jvm.memory.committed": gauge("By", "jvm.memory.type", "jvm.memory.pool.name"),
    "jvm.memory.limit": gauge("By", "jvm.memory.type", "jvm.memory.pool.name"),
    "jvm.memory.used_after_last_gc": gauge("By", "jvm.memory.type", "jvm.memory.pool.name"),
    "jvm.gc.duration": histogram("s", "jvm.gc.action", "jvm.gc.name"),
    "jvm.thread.count": gauge("{thread}", "jvm.thread.state", "jvm.thread.daemon"),
    "jvm.class.count": gauge("{class}"),
    "jvm.cpu.time": counter("s"),
    "jvm.cpu.count": gauge("{cpu}"),
    "jvm.cpu.recent_utilization": share(),
  },
});

export const go = otlpFamily({
  name: "go",
  source: "https://opentelemetry.io/docs/specs/semconv/runtime/go-metrics/",
  values: { "go.memory.type": ["other", "stack"], "go.cpu.state": ["user", "gc", "idle", "scavenge"] },
  metrics: {
    "go.memory.used": gauge("By", "go.memory.type"),
    "go.memory.limit": gauge("By"),
    "go.memory.allocated": counter("By"),
    "go.memory.gc.goal": gauge("By"),
    "go.goroutine.count": gauge("{goroutine}"),
    "go.cpu.time": counter("s", "go.cpu.state"),
    "go.schedule.duration": histogram("s"),
  },
});
