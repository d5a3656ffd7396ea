import { describe, expect, it } from "vitest";
import { customLakeTable, LAKE_SOURCES, lakeDatabase, lakeTable } from "../../../config/facts/security-lake";
import facts from "../../../config/facts/security-lake.json";

describe("the names of Security Lake", () => {
  it("are those of its documentation", () => {
    expect(lakeDatabase("us-east-1")).toBe("amazon_security_lake_glue_db_us_east_1");
    expect(LAKE_SOURCES.map((source) => lakeTable("us-east-1", source))).toEqual([
      "amazon_security_lake_table_us_east_1_cloud_trail_mgmt_2_0",
      "amazon_security_lake_table_us_east_1_sh_findings_2_0",
      "amazon_security_lake_table_us_east_1_vpc_flow_2_0",
      "amazon_security_lake_table_us_east_1_route53_2_0",
      "amazon_security_lake_table_us_east_1_waf_2_0",
    ]);
  });

  it("hold that of a custom source in lower case and with underscores", () => {
    expect(customLakeTable("eu-west-2", "Own-Sensor")).toBe("amazon_security_lake_table_eu_west_2_ext_own_sensor");
  });

  it("are told for every source, and for no other", () => {
    expect(Object.keys(facts.sources)).toEqual([...LAKE_SOURCES]);
  });
});
