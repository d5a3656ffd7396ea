/** How much a task must hold: the application's containers and the sidecars. */
import type { TaskSize } from "./fargate";
import { SIDECAR_KINDS, type SidecarKind } from "./sidecars";

interface Part {
  readonly cpu?: number | undefined;
  readonly memory?: number | undefined;
}

interface Task {
  readonly containers?: Readonly<Record<string, Part | undefined>> | undefined;
  readonly sidecars?:
    Partial<Record<SidecarKind, (Part & { readonly enabled?: boolean | undefined }) | undefined>> | undefined;
}

/** The sum of what containers and sidecars may use; undefined where a part could not be read. */
export function taskNeeds({ containers, sidecars }: Task): TaskSize | undefined {
  const added = SIDECAR_KINDS.map((kind) => sidecars?.[kind]).filter((sidecar) => sidecar?.enabled !== false);
  const parts = [...Object.values(containers ?? {}), ...added];
  const cpu = sum(parts.map((part) => part?.cpu));
  const memory = sum(parts.map((part) => part?.memory));
  return cpu === undefined || memory === undefined ? undefined : { cpu, memory };
}

function sum(numbers: readonly (number | undefined)[]): number | undefined {
  return numbers.reduce<number | undefined>(
    (total, one) => (total === undefined || one === undefined ? undefined : total + one),
    0,
  );
}
