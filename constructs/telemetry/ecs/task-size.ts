/** The size of a task that holds the application's containers and the sidecars. */
import { FARGATE_SIZES, smallestFargateSize, type TaskSize } from "../../../config/ecs/fargate";
import type { ContainerDefinition } from "./container-definition";
import type { EcsTask } from "./task-telemetry";

/** The least that ECS takes on EC2. */
const LEAST_CPU = 128;

/** What containers may use together, as far as each says it. */
export function sizeOf(containers: readonly ContainerDefinition[]): TaskSize {
  return {
    cpu: containers.reduce((sum, { cpu = 0 }) => sum + cpu, 0),
    memory: containers.reduce((sum, { memory = 0 }) => sum + memory, 0),
  };
}

/** The smallest size that holds the containers; undefined where none does, or less than they need was given. */
export function taskSize(
  containers: readonly ContainerDefinition[],
  { launchType, cpu, memory }: Pick<EcsTask, "launchType" | "cpu" | "memory">,
): TaskSize | undefined {
  const need = sizeOf(containers);
  const given = { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) };
  if (launchType === "fargate") return smallestFargateSize(need, given);
  const size = { cpu: cpu ?? Math.max(LEAST_CPU, need.cpu), memory: memory ?? need.memory };
  return size.cpu >= need.cpu && size.memory >= need.memory ? size : undefined;
}

/** What a task that fits nowhere is shown with: the largest there is. */
export function largestSize(): TaskSize {
  return FARGATE_SIZES.at(-1) ?? { cpu: 0, memory: 0 };
}
