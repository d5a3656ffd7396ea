/** Addresses of a stack's stores: where data sources read, and where shippers send. */
import { Fn, Token } from "cdktf";
import type { Shipper, Signal } from "../core/intake";
import type { GrafanaStack, StackAttributes } from "./cloud-stack";
import type { ReadEndpoint, TelemetryEndpoints } from "./platform";

/** Where a data source of Grafana reads: below the address of each store, by its own path. */
export function readEndpoints(stack: StackAttributes, password: string): TelemetryEndpoints {
  const at = (url: string, user: number): ReadEndpoint => ({
    url,
    auth: { kind: "basic", user: Token.asString(user), password },
  });
  return {
    prometheus: at(`${stack.prometheusUrl}/api/prom`, stack.prometheusUserId),
    loki: at(stack.logsUrl, stack.logsUserId),
    tempo: at(`${stack.tracesUrl}/tempo`, stack.tracesUserId),
  };
}

/** Where to send, and as whom. */
export interface Receiver {
  readonly url: string;
  /** @default - nobody wants it apart */
  readonly host?: string;
  readonly user: string;
}

/** The receiver of one kind of telemetry; undefined where Grafana Cloud has none for this shipper. */
export function receiver(stack: GrafanaStack, signal: Signal, shipper: Shipper): Receiver | undefined {
  return shipper === "firehose" ? firehoseReceiver(stack, signal) : collectorReceiver(stack, signal);
}

function collectorReceiver({ attributes, id }: GrafanaStack, signal: Signal): Receiver {
  switch (signal) {
    case "logs":
      return {
        url: `${attributes.logsUrl}/loki/api/v1/push`,
        host: Token.asString(Fn.element(Fn.split("/", attributes.logsUrl), 2)),
        user: Token.asString(attributes.logsUserId),
      };
    case "metrics":
      return {
        url: attributes.prometheusRemoteWriteEndpoint,
        user: Token.asString(attributes.prometheusUserId),
      };
    case "traces":
      // The gateway of OTLP knows a stack by its number, not by that of its Tempo.
      return { url: `${attributes.otlpUrl}/otlp`, user: id };
  }
}

/** The receivers of Amazon Data Firehose stand beside those of the stores, under names of their own. */
function firehoseReceiver({ attributes }: GrafanaStack, signal: Signal): Receiver | undefined {
  switch (signal) {
    case "metrics": {
      const renamed = replaced(attributes.prometheusUrl, "https://prometheus-", "https://aws-metric-streams-");
      const url = `${replaced(renamed, `-${attributes.clusterSlug}.`, ".")}/aws-metrics/api/v1/push`;
      return { url, user: Token.asString(attributes.prometheusUserId) };
    }
    case "logs": {
      const url = `${replaced(attributes.logsUrl, "https://logs-", "https://aws-logs-")}/aws-logs/api/v1/push`;
      return { url, user: Token.asString(attributes.logsUserId) };
    }
    case "traces":
      return undefined;
  }
}

function replaced(text: string, what: string, by: string): string {
  return Token.asString(Fn.replace(text, what, by));
}
