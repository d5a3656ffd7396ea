/** Containers and tasks as ECS reads them: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */

export interface Variable {
  readonly name: string;
  readonly value: string;
}

export interface SecretVariable {
  readonly name: string;
  /** ARN of a secret or parameter, with field and version where it has them. */
  readonly valueFrom: string;
}

export interface HealthCheck {
  readonly command: readonly string[];
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly startPeriod: number;
}

export interface LogConfiguration {
  readonly logDriver: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly secretOptions?: readonly SecretVariable[];
}

export interface Dependency {
  readonly containerName: string;
  readonly condition: "START" | "COMPLETE" | "SUCCESS" | "HEALTHY";
}

/** What the decorator reads and writes; fields that it does not know pass through. */
export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly essential?: boolean;
  readonly cpu?: number;
  readonly memory?: number;
  readonly command?: readonly string[];
  readonly user?: string;
  readonly readonlyRootFilesystem?: boolean;
  readonly portMappings?: readonly { readonly containerPort: number; readonly protocol: "tcp" | "udp" }[];
  readonly environment?: readonly Variable[];
  readonly secrets?: readonly SecretVariable[];
  readonly mountPoints?: readonly {
    readonly sourceVolume: string;
    readonly containerPath: string;
    readonly readOnly: boolean;
  }[];
  readonly dependsOn?: readonly Dependency[];
  readonly healthCheck?: HealthCheck;
  readonly stopTimeout?: number;
  readonly restartPolicy?: { readonly enabled: boolean; readonly restartAttemptPeriod: number };
  readonly logConfiguration?: LogConfiguration;
  readonly firelensConfiguration?: {
    readonly type: "fluentbit" | "fluentd";
    readonly options?: Readonly<Record<string, string>>;
  };
  readonly linuxParameters?: {
    readonly initProcessEnabled?: boolean;
    readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  };
}

/** A volume that lives as long as its task. */
export interface TaskVolume {
  readonly name: string;
}

export type LaunchType = "fargate" | "ec2";
