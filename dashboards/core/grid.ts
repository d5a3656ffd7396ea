/** Computes where panels stand: cells flow from left to right in rows of 24 columns; nobody writes x or y. */
import type { GridPos } from "@grafana/grafana-foundation-sdk/dashboard";
import { GRID_COLUMNS, HEIGHT } from "./tokens";

/** Something with a size: width 1-24 in columns, height in units of 30 pixels. */
export interface Sized {
  readonly width: number;
  readonly height: number;
}

/** A titled group of cells. */
export interface Row<Cell extends Sized> {
  readonly title: string;
  readonly cells: readonly Cell[];
}

export interface PlacedRow<Cell extends Sized> {
  readonly title: string;
  readonly position: GridPos;
  readonly cells: readonly { readonly cell: Cell; readonly position: GridPos }[];
}

/** A titled group of cells. */
export function row<Cell extends Sized>(title: string, cells: readonly Cell[]): Row<Cell> {
  return { title, cells };
}

/**
 * Places rows below each other. A line breaks when the next cell does not fit; the last cell of a line takes what is
 * left, and all cells of a line get the height of the tallest, so that no hole remains. A row without cells is left out.
 */
export function layout<Cell extends Sized>(rows: readonly Row<Cell>[]): PlacedRow<Cell>[] {
  const placed: PlacedRow<Cell>[] = [];
  let y = 0;
  for (const { title, cells } of rows.filter((candidate) => candidate.cells.length > 0)) {
    const position = { x: 0, y, w: GRID_COLUMNS, h: HEIGHT.row };
    y += HEIGHT.row;
    const placedCells = breakLines(cells).flatMap((line) => {
      const cellsOfLine = placeLine(line, y);
      y += lineHeight(line);
      return cellsOfLine;
    });
    placed.push({ title, position, cells: placedCells });
  }
  return placed;
}

function breakLines<Cell extends Sized>(cells: readonly Cell[]): Cell[][] {
  const lines: Cell[][] = [];
  let free = 0;
  for (const cell of cells) {
    const line = lines.at(-1);
    if (line === undefined || cell.width > free) {
      lines.push([cell]);
      free = GRID_COLUMNS - cell.width;
    } else {
      line.push(cell);
      free -= cell.width;
    }
  }
  return lines;
}

/** Places a line whose upper edge is at `y`. */
function placeLine<Cell extends Sized>(line: readonly Cell[], y: number): { cell: Cell; position: GridPos }[] {
  const h = lineHeight(line);
  let x = 0;
  return line.map((cell, index) => {
    const w = index === line.length - 1 ? GRID_COLUMNS - x : cell.width;
    const position = { x, y, w, h };
    x += w;
    return { cell, position };
  });
}

function lineHeight(line: readonly Sized[]): number {
  return Math.max(...line.map(({ height }) => height));
}
