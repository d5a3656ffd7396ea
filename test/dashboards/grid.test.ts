import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layout, row } from "../../dashboards/core/grid";

const cell = fc.record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 1, max: 12 }) });
const rows = fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 6 });

describe("layout", () => {
  it("covers every line from column 0 to 24, without overlap and without holes", () => {
    fc.assert(
      fc.property(rows, (cellsOfRows) => {
        const placed = layout(cellsOfRows.map((cells, index) => row(`row ${String(index)}`, cells)));
        const boxes = placed.flatMap(({ position, cells }) => [position, ...cells.map((entry) => entry.position)]);
        const covered = new Set<string>();
        for (const { x, y, w, h } of boxes)
          for (let column = x; column < x + w; column += 1)
            for (let line = y; line < y + h; line += 1) {
              expect(column).toBeLessThan(24);
              expect(covered.has(`${String(column)},${String(line)}`)).toBe(false);
              covered.add(`${String(column)},${String(line)}`);
            }
        const bottom = Math.max(0, ...boxes.map(({ y, h }) => y + h));
        expect(covered.size).toBe(bottom * 24);
      }),
    );
  });

  it("keeps cells in reading order, each at least as large as asked", () => {
    fc.assert(
      fc.property(rows, (cellsOfRows) => {
        const given = cellsOfRows.flat();
        const placed = layout(cellsOfRows.map((cells) => row("row", cells))).flatMap(({ cells }) => cells);
        expect(placed.map((entry) => entry.cell)).toEqual(given);
        for (const entry of placed) {
          expect(entry.position.w).toBeGreaterThanOrEqual(entry.cell.width);
          expect(entry.position.h).toBeGreaterThanOrEqual(entry.cell.height);
        }
      }),
    );
  });

  it("leaves out a row without cells", () => {
    expect(layout([row("empty", []), row("full", [{ width: 6, height: 4 }])])).toEqual([
      {
        title: "full",
        position: { x: 0, y: 0, w: 24, h: 1 },
        cells: [{ cell: { width: 6, height: 4 }, position: { x: 0, y: 1, w: 24, h: 4 } }],
      },
    ]);
  });
});
