/**
 * What shipping to a destination takes, for one kind of telemetry, one account and one region. Configurations are text
 * that is known when the plan is made, so that their hash can name them; what Terraform learns later, such as an address,
 * reaches the shipper by its environment, and what is secret by a secret's ARN.
 */
import type { EstateConfig } from "../../../config/estate";
import type { Account } from "../../core/accounts";
import type { Statement } from "../../core/iam";
import type { Intake, Signal } from "../../core/intake";
import type { Components } from "../collector/collector-config";

/** An `[OUTPUT]` section of Fluent Bit, without `Match`. Values may name variables of the environment: `${LOKI_HOST}`. */
export interface FluentBitOutput {
  /** Plugin: `opentelemetry`, `loki`, `opensearch`, `es`, `cloudwatch_logs`, `s3`. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
}

export interface Route {
  /** As the config names it: `loki`. */
  readonly destination: string;
  readonly signal: Signal;
  /** Exporters of a collector. Every one of them takes part in the signal's pipelines. */
  readonly exporters: Components;
  /** Extensions that the exporters authenticate with. */
  readonly extensions: Components;
  /** How Fluent Bit sends there; logs only. @default - the collector sends */
  readonly output?: FluentBitOutput;
  /** Variables of the shipper's environment; values may hold references. */
  readonly environment: Readonly<Record<string, string>>;
  /** Variables filled from a secret: `valueFrom` of ECS, in one version. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What the shipper itself may do: the task role, or the instance profile. */
  readonly statements: readonly Statement[];
  /** What ECS may do to start the shipper: read and decrypt the secrets. */
  readonly startStatements: readonly Statement[];
}

/** What a route is made from. */
export interface RouteContext {
  readonly config: EstateConfig;
  readonly account: Account;
  readonly region: string;
  /** Attributes of the resource that are known when the plan is made, by OpenTelemetry's names: the label contract. */
  readonly resource: Readonly<Record<string, string>>;
  /** Log group for lines of what is shipped. */
  readonly logGroup: string;
  /**
   * Where this account sends telemetry to a store of the estate, and how it proves who it is. Undefined where the store
   * takes none from it.
   */
  readonly intake: (destination: string, signal: Signal) => Intake | undefined;
}

/** One destination of one kind of telemetry. */
export interface Destination {
  readonly name: string;
  readonly signal: Signal;
  route(context: RouteContext): Route;
}
