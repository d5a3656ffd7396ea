/** The sizes of a task that Fargate knows, from a dated table: any other is refused by the first apply. */
import facts from "../facts/fargate-sizes.json" with { type: "json" };

/** Size of a task or of a part of it. */
export interface TaskSize {
  /** CPU units, 1024 a core. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
}

/** Every size, the smallest first: by CPU, then by memory. */
export const FARGATE_SIZES: readonly TaskSize[] = facts.sizes.flatMap(({ cpu, memory }) =>
  memory.flatMap(({ from, to, step }) =>
    Array.from({ length: (to - from) / step + 1 }, (_, index) => ({ cpu, memory: from + index * step })),
  ),
);

/** CPU units that a task can have. */
export const FARGATE_CPUS: readonly number[] = facts.sizes.map(({ cpu }) => cpu);

/** Memory that a task with this much CPU can have, in MiB; none for CPU that Fargate does not know. */
export function fargateMemories(cpu: number): readonly number[] {
  return FARGATE_SIZES.filter((size) => size.cpu === cpu).map(({ memory }) => memory);
}

/** The smallest size that holds what is needed; undefined where none does. What is given is kept. */
export function smallestFargateSize(need: TaskSize, given: Partial<TaskSize> = {}): TaskSize | undefined {
  return FARGATE_SIZES.find(
    ({ cpu, memory }) =>
      cpu >= need.cpu && memory >= need.memory && cpu === (given.cpu ?? cpu) && memory === (given.memory ?? memory),
  );
}
