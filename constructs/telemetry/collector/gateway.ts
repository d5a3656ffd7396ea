/** The way of traces through the gateway, which has to see all spans of a trace to decide on it. */
import { MADE } from "../../../config/collector-names";
import type { Settings } from "./collector-config";
import type { CollectorInput, CollectorRoute } from "./collector-input";

/** With a gateway, traces go to it in place of their destinations; it sends them on. */
export function throughGateway({ routes, gateway, role }: CollectorInput): readonly CollectorRoute[] {
  if (gateway === undefined || role === "gateway") return routes;
  const others = routes.filter(({ signal }) => signal !== "traces");
  return others.length === routes.length ? others : [...others, toGateway(gateway.host)];
}

function toGateway(host: string): CollectorRoute {
  return { destination: "gateway", signal: "traces", exporters: { [MADE.gateway]: balancing(host) }, extensions: {} };
}

/** A gateway that is gone gives its traces back to the queue before the balancer, which finds another for them. */
function balancing(hostname: string): Settings {
  return {
    routing_key: "traceID",
    timeout: "10s",
    protocol: {
      // Inside of the VPC, from one security group to another.
      otlp: { tls: { insecure: true }, sending_queue: { enabled: false }, retry_on_failure: { enabled: false } },
    },
    resolver: { dns: { hostname, port: "4317", interval: "10s", timeout: "5s" } },
  };
}
