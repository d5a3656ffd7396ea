/** What would stop a task from running, or from being seen, told before ECS is asked; for tasks of any origin. */
import { imageFault, listenersOf } from "../../../config/ecs/container-image";
import { SIDECAR_KINDS, SIDECARS } from "../../../config/ecs/sidecars";
import { secretIn } from "../../../config/secrets";
import type { ContainerDefinition } from "./container-definition";
import { sizeOf, taskSize } from "./task-size";
import type { EcsTask, TaskTelemetry } from "./task-telemetry";

export interface TaskProblem {
  /** Name of a container, or `task`. */
  readonly where: string;
  /** Never holds a secret. */
  readonly message: string;
  readonly fix: string;
}

/** @param all containers of the decorated task, the sidecars among them */
export function taskProblems(
  task: EcsTask,
  telemetry: TaskTelemetry,
  all: readonly ContainerDefinition[],
): readonly TaskProblem[] {
  return [
    ...sizeProblems(task, all),
    ...sidecarProblems(telemetry),
    ...nameProblems(all),
    ...routerProblems(all),
    ...portProblems(all),
    ...all.flatMap(imageProblems),
    ...task.containers.flatMap(secretProblems),
  ];
}

function sizeProblems(task: EcsTask, all: readonly ContainerDefinition[]): readonly TaskProblem[] {
  if (taskSize(all, task) !== undefined) return [];
  const { cpu, memory } = sizeOf(all);
  return [
    {
      where: "task",
      message: `needs ${String(cpu)} CPU units and ${String(memory)} MiB with its sidecars, which its size does not hold`,
      fix: "leave out cpu and memory of the task, or make its containers smaller",
    },
  ];
}

function sidecarProblems({ failClosed, collector, router }: TaskTelemetry): readonly TaskProblem[] {
  if (failClosed) return [];
  return SIDECAR_KINDS.filter((kind) => ({ collector, router })[kind]?.essential === true).map((kind) => ({
    where: SIDECARS[kind].name,
    message: "is essential: a crash of telemetry would stop the application",
    fix: "set failClosed to accept that",
  }));
}

function nameProblems(all: readonly ContainerDefinition[]): readonly TaskProblem[] {
  return all
    .filter(({ name }, index) => all.findIndex((other) => other.name === name) !== index)
    .map(({ name }) => ({
      where: name,
      message: "is the name of two containers",
      fix: "rename the application's",
    }));
}

function routerProblems(all: readonly ContainerDefinition[]): readonly TaskProblem[] {
  const routers = all.filter(({ firelensConfiguration }) => firelensConfiguration !== undefined);
  const routed = all.filter(({ logConfiguration }) => logConfiguration?.logDriver === "awsfirelens");
  return [
    ...routers.slice(1).map(({ name }) => ({
      where: name,
      message: `is a second FireLens container beside ${routers[0]?.name ?? ""}; a task has exactly one`,
      fix: "remove it, or add no router",
    })),
    ...(routers.length > 0 ? [] : routed).map(({ name }) => ({
      where: name,
      message: "logs through awsfirelens, and the task has no FireLens container",
      fix: "add the router, or choose another log driver",
    })),
  ];
}

/** A task has one network: the second container on a port does not start. */
function portProblems(all: readonly ContainerDefinition[]): readonly TaskProblem[] {
  const taken = new Map<string, string>();
  return all.flatMap((container) =>
    portsOf(container).flatMap(({ port, protocol }): TaskProblem[] => {
      const key = `${protocol} ${String(port)}`;
      const other = taken.get(key);
      if (other === undefined) taken.set(key, container.name);
      if (other === undefined || other === container.name) return [];
      return [
        {
          where: container.name,
          message: `port ${String(port)} is used by ${other} and ${container.name}`,
          fix: "give one of them another port, or leave one out",
        },
      ];
    }),
  );
}

function portsOf({ name, image, portMappings = [] }: ContainerDefinition) {
  const kind = SIDECAR_KINDS.find((one) => SIDECARS[one].name === name);
  const silent = kind === undefined ? listenersOf(image) : SIDECARS[kind].ports;
  const mapped = portMappings.map(({ containerPort: port, protocol }) => ({ port, protocol }));
  return [...mapped, ...silent.map((port) => ({ port, protocol: "tcp" as const }))];
}

function imageProblems({ name, image }: ContainerDefinition): readonly TaskProblem[] {
  const fault = imageFault(image);
  return fault === undefined ? [] : [{ where: name, message: `image ${fault.message}`, fix: fault.fix }];
}

function secretProblems({ name, environment = [] }: ContainerDefinition): readonly TaskProblem[] {
  return environment.flatMap(({ name: variable, value }) => {
    const kind = secretIn(value);
    return kind === undefined
      ? []
      : [
          {
            where: name,
            message: `the variable ${variable} looks like a ${kind}`,
            fix: "move it to secrets, by ARN",
          },
        ];
  });
}
