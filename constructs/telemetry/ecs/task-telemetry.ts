/** What the decorator is told: plain data, in which values may be references. */
import type { Route } from "../destinations/route";
import type { ConfigObject } from "./config-object";
import type { ContainerDefinition, LaunchType, TaskVolume } from "./container-definition";

/** A task definition as an application has it. */
export interface EcsTask {
  readonly containers: readonly ContainerDefinition[];
  readonly volumes: readonly TaskVolume[];
  readonly launchType: LaunchType;
  /** CPU units of the task. @default - the least that holds everything */
  readonly cpu?: number | undefined;
  /** Memory of the task in MiB. @default - the least that holds everything */
  readonly memory?: number | undefined;
  /** Names of containers whose lines go nowhere. @default - none */
  readonly silent?: readonly string[];
}

/** What both sidecars have. */
export interface SidecarSettings {
  /** By digest or with an exact version. */
  readonly image: string;
  /** CPU units. */
  readonly cpu: number;
  /** Hard limit, in MiB. */
  readonly memory: number;
  /** Whether its end stops the task. @default - as `failClosed` says */
  readonly essential?: boolean | undefined;
}

export interface CollectorSettings extends SidecarSettings {
  readonly config: ConfigObject;
  /** Arguments besides the place of its configuration. */
  readonly arguments: readonly string[];
}

export interface RouterSettings extends SidecarSettings {
  /** Its configuration and, where there are any, its parsers. */
  readonly configs: readonly ConfigObject[];
}

export interface TaskTelemetry {
  /** The label contract: `resourceAttributes`. */
  readonly resource: Readonly<Record<string, string>>;
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
  readonly routes: readonly Route[];
  /** Whether the application must not run without its telemetry. */
  readonly failClosed: boolean;
  /** Log group of the sidecars' own lines. */
  readonly sidecarLogGroup: string;
  /** @default - none is added */
  readonly collector?: CollectorSettings | undefined;
  /** @default - none is added */
  readonly router?: RouterSettings | undefined;
}
