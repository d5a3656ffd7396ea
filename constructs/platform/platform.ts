/**
 * What the estate needs of a Grafana, wherever it runs: `grafana.platform` chooses. Domains and the single pane know this
 * interface only, so that dashboards, data sources and rules are the same on every platform.
 */
import type { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { PrivateSignal } from "../../config/sections/grafana-private";
import type { Contribution, ManualStep } from "../core/contribution";
import type { GrafanaTrust } from "../core/grafana-trust";
import type { Intake, Shipper, Signal } from "../core/intake";
import type { PrivateEndpoint } from "./private-link";

/** How a data source proves who it is where it reads. */
export type EndpointAuth =
  /** User and token over HTTP. `user` may hold a reference, `password` is one: to a token that reads and rotates. */
  | { readonly kind: "basic"; readonly user: string; readonly password: string }
  /** AWS Signature Version 4 with the role of Grafana itself, signed for the service in this region. */
  | { readonly kind: "sigv4"; readonly service: "aps"; readonly region: string };

/** Where a data source reads one kind of telemetry. */
export interface ReadEndpoint {
  /** Address for a data source of Grafana, https; may hold a reference. */
  readonly url: string;
  readonly auth: EndpointAuth;
}

/** Read endpoints by kind of telemetry; absent where the platform has no store of that kind, or does not know it. */
export interface TelemetryEndpoints {
  readonly prometheus?: ReadEndpoint;
  readonly loki?: ReadEndpoint;
  readonly tempo?: ReadEndpoint;
}

export interface Platform {
  /** Provider for resources inside Grafana. No data source may use it: its address may be unknown at plan. */
  readonly provider: GrafanaProvider;
  /** Whom AWS roles for data sources must trust. */
  readonly trust: GrafanaTrust;
  /** Where data sources read the estate's telemetry. */
  readonly endpoints: TelemetryEndpoints;
  /** Whether results of queries are to be kept: the platform can, and the estate wants it. */
  readonly cachesQueries: boolean;
  readonly contribution: Contribution;
  /** Number of the stack of Grafana Cloud, may be a reference; undefined on another platform. */
  readonly stackId: string | undefined;
  /**
   * Installs a plugin; data sources of its type must depend on the result. Undefined where a person installs it, as
   * `pluginSteps` says, or where it is there already.
   */
  installPlugin(scope: Construct, slug: string): ITerraformDependable | undefined;
  /** What a person must do for plugins that `installPlugin` does not install. */
  pluginSteps(slugs: readonly string[]): readonly ManualStep[];
  /** Scopes that the pipeline's token needs to install these plugins; none for no plugin. */
  pluginScopes(slugs: readonly string[]): readonly string[];
  /**
   * Where an account, by its key, sends telemetry of this kind. Undefined where the account does not ship, or the platform
   * takes no such telemetry.
   * @param shipper who sends
   * @default "collector"
   */
  intake(account: string, signal: Signal, shipper?: Shipper): Intake | undefined;
  /**
   * For `private_data_source_connect_network_id` of a data source without public address, a reference. Undefined where the
   * estate has no private connectivity, or the platform stands in a network of its own.
   */
  readonly privateNetworkId: string | undefined;
  /**
   * Where an account, by its key, sends this kind of telemetry without the public internet. Undefined where it has no
   * such way. The host takes the place of the one in the intake's address; traces go by `otlp`.
   */
  privateEndpoint(account: string, signal: PrivateSignal): PrivateEndpoint | undefined;
}
