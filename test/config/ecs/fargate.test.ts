/** The sizes of Fargate: the table as AWS has it, and the choice of the smallest over all of it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  FARGATE_CPUS,
  FARGATE_SIZES,
  fargateMemories,
  smallestFargateSize,
  type TaskSize,
} from "../../../config/ecs/fargate";
import { taskNeeds } from "../../../config/ecs/needs";
import facts from "../../../config/facts/fargate-sizes.json" with { type: "json" };

/** Steps of 1 GB, written out apart from the table that is tested. */
const gigabytes = (from: number, to: number, step: number): readonly number[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, index) => (from + index * step) * 1024);

const holds = (size: TaskSize, need: TaskSize): boolean => size.cpu >= need.cpu && size.memory >= need.memory;

const need = fc.record({ cpu: fc.integer({ min: 0, max: 17_000 }), memory: fc.integer({ min: 1, max: 130_000 }) });

describe("the sizes of Fargate", () => {
  it("are those of AWS's table", () => {
    expect(Object.fromEntries(FARGATE_CPUS.map((cpu) => [cpu, fargateMemories(cpu)]))).toEqual({
      256: [512, 1024, 2048],
      512: gigabytes(1, 4, 1),
      1024: gigabytes(2, 8, 1),
      2048: gigabytes(4, 16, 1),
      4096: gigabytes(8, 30, 1),
      8192: gigabytes(16, 60, 4),
      16384: gigabytes(32, 120, 8),
    });
    expect(FARGATE_SIZES).toHaveLength(74);
    expect(fargateMemories(300)).toEqual([]);
  });

  it("say where they are from and when they were read", () => {
    expect(facts.url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(facts.date).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  it("hold whatever is chosen for them, and nothing smaller does", () => {
    fc.assert(
      fc.property(need, (needed) => {
        const chosen = smallestFargateSize(needed);
        const holding = FARGATE_SIZES.filter((size) => holds(size, needed));
        expect(chosen === undefined).toBe(holding.length === 0);
        if (chosen === undefined) return;
        expect(FARGATE_SIZES).toContainEqual(chosen);
        expect(holds(chosen, needed)).toBe(true);
        expect(holding.filter(({ cpu, memory }) => cpu < chosen.cpu || memory < chosen.memory)).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  it.each(FARGATE_SIZES)("choose $cpu CPU with $memory MiB for exactly that, and more for one unit more", (size) => {
    expect(smallestFargateSize(size)).toEqual(size);
    for (const more of [
      { ...size, cpu: size.cpu + 1 },
      { ...size, memory: size.memory + 1 },
    ]) {
      const chosen = smallestFargateSize(more);
      expect(chosen).not.toEqual(size);
      if (chosen !== undefined) expect(holds(chosen, more)).toBe(true);
    }
  });

  it("keep what is given", () => {
    expect(smallestFargateSize({ cpu: 100, memory: 100 }, { cpu: 1024 })).toEqual({ cpu: 1024, memory: 2048 });
    expect(smallestFargateSize({ cpu: 100, memory: 100 }, { memory: 8192 })).toEqual({ cpu: 1024, memory: 8192 });
    expect(smallestFargateSize({ cpu: 100, memory: 100 }, { cpu: 256, memory: 4096 })).toBeUndefined();
    expect(smallestFargateSize({ cpu: 16_385, memory: 1 })).toBeUndefined();
  });
});

describe("what a task needs", () => {
  it("is the sum of containers and of sidecars that are on", () => {
    const containers = { app: { cpu: 256, memory: 512 }, init: { cpu: 10, memory: 20 } };
    const sidecars = {
      collector: { cpu: 128, memory: 256, enabled: true },
      router: { cpu: 64, memory: 128, enabled: false },
    };
    expect(taskNeeds({ containers, sidecars })).toEqual({ cpu: 394, memory: 788 });
  });

  it("is not known where a part is not", () => {
    const sidecars = { collector: { enabled: false }, router: { enabled: false } };
    expect(taskNeeds({ containers: { app: { cpu: undefined, memory: 512 } }, sidecars })).toBeUndefined();
    expect(taskNeeds({ containers: { app: undefined }, sidecars })).toBeUndefined();
    expect(taskNeeds({ containers: { app: { cpu: 1, memory: 2 } }, sidecars })).toEqual({ cpu: 1, memory: 2 });
  });
});
