import { describe, expect, it } from "vitest";
import {
  cur2Columns,
  cur2QueryStatement,
  cur2TableConfigurations,
  exportDataPath,
  focusColumns,
  focusQueryStatement,
  focusTableConfigurations,
  legacyColumns,
  legacyDataPath,
  legacyTagColumn,
  partitionKeys,
  userTagKey,
} from "../../../config/facts/cost-columns";

const PLAIN = { resourceIds: false, splitCostAllocation: false };
const FULL = { resourceIds: true, splitCostAllocation: true };
const HIVE_TYPES = /^(string|double|timestamp|map<string,(string|double)>)$/;

describe("CUR 2.0", () => {
  it("has 115 columns, one more with resources and eleven more with split cost allocation", () => {
    expect(cur2Columns(PLAIN)).toHaveLength(115);
    expect(cur2Columns({ ...PLAIN, resourceIds: true })).toHaveLength(116);
    expect(cur2Columns(FULL)).toHaveLength(127);
  });

  it("selects every column by name and never a star", () => {
    const statement = cur2QueryStatement(FULL);
    expect(statement).toMatch(/^SELECT bill_bill_type, [a-z0-9_, ]+, tags FROM COST_AND_USAGE_REPORT$/);
    expect(statement.length).toBeLessThan(36_000);
    expect(cur2QueryStatement(PLAIN)).not.toContain("line_item_resource_id");
    expect(cur2QueryStatement(PLAIN)).not.toContain("split_line_item_");
    expect(statement).not.toContain("capacity_reservation_");
    expect(statement).not.toContain("line_item_iam_principal");
  });

  it("keeps the nested columns as maps", () => {
    const maps = cur2Columns(PLAIN).filter(({ type }) => type.startsWith("map"));
    expect(maps).toEqual([
      { name: "cost_category", type: "map<string,string>" },
      { name: "discount", type: "map<string,double>" },
      { name: "product", type: "map<string,string>" },
      { name: "resource_tags", type: "map<string,string>" },
      { name: "tags", type: "map<string,string>" },
    ]);
  });

  it("writes every key of the table configuration", () => {
    const billingViewArn = "arn:aws:billing::111122223333:billingview/primary";
    expect(cur2TableConfigurations({ ...FULL, granularity: "hourly", billingViewArn })).toEqual({
      COST_AND_USAGE_REPORT: {
        BILLING_VIEW_ARN: billingViewArn,
        INCLUDE_CAPACITY_RESERVATION_DATA: "FALSE",
        INCLUDE_IAM_PRINCIPAL_DATA: "FALSE",
        INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY: "FALSE",
        INCLUDE_RESOURCES: "TRUE",
        INCLUDE_SPLIT_COST_ALLOCATION_DATA: "TRUE",
        TIME_GRANULARITY: "HOURLY",
      },
    });
  });
});

describe("FOCUS 1.2", () => {
  it("has 57 columns of the specification and 3 of AWS, in lower case for Glue", () => {
    const names = focusColumns().map(({ name }) => name);
    expect(names).toHaveLength(60);
    expect(names.slice(-3)).toEqual(["x_discounts", "x_operation", "x_servicecode"]);
    expect(names.filter((name) => name !== name.toLowerCase())).toEqual([]);
  });

  it("selects by the case-sensitive names of the table", () => {
    expect(focusQueryStatement()).toMatch(
      /^SELECT AvailabilityZone, BilledCost, .*, x_Discounts, x_Operation, x_ServiceCode FROM FOCUS_1_2_AWS$/,
    );
    expect(focusTableConfigurations("daily")).toEqual({ FOCUS_1_2_AWS: { TIME_GRANULARITY: "DAILY" } });
  });
});

describe("legacy CUR", () => {
  it("turns tags into columns and has no maps", () => {
    const columns = legacyColumns(FULL, ["Team", "cost:Center", "Team"]);
    expect(columns.filter(({ type }) => type.startsWith("map"))).toEqual([]);
    expect(columns.slice(-2)).toEqual([
      { name: "resource_tags_user_team", type: "string" },
      { name: "resource_tags_user_cost_center", type: "string" },
    ]);
    expect(legacyColumns(PLAIN, []).map(({ name }) => name)).not.toContain("line_item_resource_id");
  });
});

describe("columns", () => {
  it("are unique and of types that Glue knows", () => {
    for (const columns of [cur2Columns(FULL), focusColumns(), legacyColumns(FULL, ["team"])]) {
      expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
      expect(columns.filter(({ type }) => !HIVE_TYPES.test(type))).toEqual([]);
    }
  });
});

describe("names and paths", () => {
  it.each([
    ["team", "user_team"],
    ["CostCenter", "user_cost_center"],
    ["kubernetes.io/cluster", "user_kubernetes_io_cluster"],
    ["_Team-Name_", "user_team_name"],
    ["cost:Center", "user_cost_center"],
  ])("spells the tag %s as %s", (key, expected) => {
    expect(userTagKey(key)).toBe(expected);
    expect(legacyTagColumn(key)).toBe(`resource_tags_${expected}`);
  });

  it("knows where the files are and how they are partitioned", () => {
    expect(exportDataPath("billing", "cur2")).toBe("billing/cur2/data");
    expect(exportDataPath("", "cur2")).toBe("cur2/data");
    expect(legacyDataPath("billing", "old")).toBe("billing/old/old");
    expect(partitionKeys("cur2")).toEqual([{ name: "billing_period", type: "string" }]);
    expect(partitionKeys("focus")).toEqual([{ name: "billing_period", type: "string" }]);
    expect(partitionKeys("legacy")).toEqual([
      { name: "year", type: "string" },
      { name: "month", type: "string" },
    ]);
  });
});
