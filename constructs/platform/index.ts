/** The Grafana of an estate, as `grafana.platform` chooses it. */
import type { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { Accounts } from "../core/accounts";
import { GrafanaCloud } from "./grafana-cloud";
import type { Platform } from "./platform";

export type { EndpointAuth, Platform, ReadEndpoint, TelemetryEndpoints } from "./platform";

/** Makes the platform under the construct id `platform`, whichever it is: addresses below it differ by type. */
export function createPlatform(scope: Construct, config: EstateConfig, _accounts: Accounts): Platform {
  return new GrafanaCloud(scope, "platform", config);
}
