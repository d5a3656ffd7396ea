/** Inputs of log routers for tests. */
import { telemetryLogsSchema } from "../../../../config/sections/telemetry-logs";
import type { FluentBitInput, LogRoute } from "../../../../constructs/telemetry/fluent-bit/fluent-bit-input";

export const policy = (given: object = {}) => telemetryLogsSchema.parse(given);

/** A destination that Fluent Bit sends to itself. */
export const own = (name: string, properties: Readonly<Record<string, string>> = {}): LogRoute => ({
  destination: name,
  output: { name, properties: { Host: "${LOGS_HOST}", ...properties } },
});

/** A destination that the collector sends to. */
export const collected = (destination: string): LogRoute => ({ destination });

export function input(given: Partial<FluentBitInput> = {}): FluentBitInput {
  return {
    policy: policy(),
    service: "checkout",
    containers: [{ name: "app" }],
    routes: [own("loki")],
    resource: { "service.name": "checkout", "cloud.region": "eu-central-1" },
    memory: 128,
    ...given,
  };
}
