/** The cost tables for the SQL engine, filled with sample charges. */
import {
  type CostSource,
  cur2Columns,
  focusColumns,
  legacyColumns,
  partitionKeys,
} from "../../../config/facts/cost-columns";
import { billingRows } from "./cost-rows";
import type { Charge } from "./cost-sample";
import { type Answer, askTables, type Statement, type Table } from "./sql-engine";

export interface Units {
  readonly day: string;
  readonly orders: number;
}

const CONTENT = { resourceIds: false, splitCostAllocation: false };

/** Answers by name. Throws with every statement that the engine refused. */
export function ask(
  source: CostSource,
  charges: readonly Charge[],
  units: readonly Units[],
  statements: readonly Statement[],
): Promise<Map<string, Answer>> {
  return askTables([billingTable(source, charges), unitTable(units)], statements);
}

function billingTable(source: CostSource, charges: readonly Charge[]): Table {
  const columns = {
    cur2: () => cur2Columns(CONTENT),
    focus: () => focusColumns(),
    legacy: () => legacyColumns(CONTENT, ["Team", "Service"]),
  };
  return {
    schema: "billing",
    name: "cost_lines",
    columns: columns[source](),
    partitions: partitionKeys(source),
    rows: billingRows(source, charges),
  };
}

function unitTable(units: readonly Units[]): Table {
  const columns = [
    { name: "day", type: "date" },
    { name: "orders", type: "double" },
  ];
  return {
    schema: "billing",
    name: "orders_per_day",
    columns,
    partitions: [],
    rows: units.map(({ day, orders }) => ({ day, orders })),
  };
}
