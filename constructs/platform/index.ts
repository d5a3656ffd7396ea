/** The Grafana of an estate, as `grafana.platform` chooses it. */
import type { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { Accounts } from "../core/accounts";
import { AmazonManaged } from "./amazon-managed";
import { GrafanaCloud } from "./grafana-cloud";
import type { Platform } from "./platform";

export { SECRET_FIELDS, secretField, SIGNALS } from "../core/intake";
export type { BasicIntake, Intake, SecretField, Shipper, Signal, SigV4Intake } from "../core/intake";
export type { PrivateEndpoint } from "./private-link";
export type { EndpointAuth, Platform, ReadEndpoint, TelemetryEndpoints } from "./platform";

/** Makes the platform below the construct id `platform`, whichever it is. */
export function createPlatform(scope: Construct, config: EstateConfig, accounts: Accounts): Platform {
  switch (config.grafana.platform) {
    case "grafana-cloud":
      return new GrafanaCloud(scope, "platform", config, accounts);
    case "amazon-managed":
      return new AmazonManaged(scope, "platform", config, accounts);
  }
}
