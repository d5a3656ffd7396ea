import { describe, expect, it } from "vitest";
import type { PlanReport, Rehearsal, StateResource } from "../../rehearsal";
import { hcl, rehearse } from "./support";

const NOTHING = "Plan: 0 to add, 0 to change, 0 to destroy.";

const BUCKET = `
resource "aws_s3_bucket" "logs" {
  bucket = "logs"
  tags   = { team = "platform" }
}
resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id
  rule {
    id     = "expire"
    status = "Enabled"
    filter {
      prefix = "raw/"
    }
    expiration {
      days = 30
    }
  }
  rule {
    id     = "abort"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
resource "aws_glue_catalog_database" "costs" { name = "costs" }
resource "aws_glue_catalog_table" "cur" {
  name          = "cur"
  database_name = aws_glue_catalog_database.costs.name
  parameters    = { "projection.enabled" = "true" }
  partition_keys {
    name = "billing_period"
    type = "string"
  }
  storage_descriptor {
    location = "s3://\${aws_s3_bucket.logs.bucket}/cur/"
    columns {
      name = "cost"
      type = "double"
    }
    columns {
      name = "tags"
      type = "map<string,string>"
    }
    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    }
  }
}
`;

const GRAFANA = `
resource "grafana_folder" "costs" {
  title = "Costs"
  uid   = "costs"
}
resource "grafana_contact_point" "team" {
  name = "team"
  oncall {
    url = "https://a.example.com"
  }
  oncall {
    url = "https://b.example.com"
  }
  email {
    addresses = ["team@example.com"]
  }
}
resource "grafana_rule_group" "costs" {
  name             = "costs"
  folder_uid       = grafana_folder.costs.uid
  interval_seconds = 300
  rule {
    name      = "Spend"
    condition = "A"
    for       = "5m"
    data {
      ref_id         = "A"
      datasource_uid = "athena"
      model          = jsonencode({ rawSql = "select 1", refId = "A" })
      relative_time_range {
        from = 600
        to   = 0
      }
    }
    notification_settings {
      contact_point = grafana_contact_point.team.name
    }
  }
}
`;

function resource(resources: readonly StateResource[], address: string): Readonly<Record<string, unknown>> {
  const found = resources.find((candidate) => candidate.address === address);
  if (found === undefined) throw new Error(`no ${address} in the state`);
  return found.values;
}

async function stateOf(rehearsal: Rehearsal): Promise<readonly StateResource[]> {
  return (await rehearsal.state()).values?.root_module?.resources ?? [];
}

function changed(plan: PlanReport): readonly string[] {
  return (plan.json.resource_changes ?? [])
    .filter(({ change }) => change.actions[0] !== "no-op")
    .map(({ address, change }) => `${address}: ${change.actions.join(", ")}`);
}

describe("the life of a rehearsed module", () => {
  it("plans, applies, plans nothing more, and is destroyed", async () => {
    await rehearse(hcl(BUCKET + GRAFANA), async (rehearsal) => {
      const plan = await rehearsal.plan();
      expect(plan.lastLine).toBe("Plan: 7 to add, 0 to change, 0 to destroy.");
      expect(plan).toMatchObject({ add: 7, change: 0, destroy: 0, import: 0, replaced: [] });
      expect(await rehearsal.apply()).toBe("Apply complete! Resources: 7 added, 0 changed, 0 destroyed.");
      const again = await rehearsal.plan();
      expect(changed(again)).toEqual([]);
      expect(again.lastLine).toBe(NOTHING);
      const end = await rehearsal.plan({ destroy: true });
      expect(end.lastLine).toBe("Plan: 0 to add, 0 to change, 7 to destroy.");
      expect(await rehearsal.destroy({ force: false })).toBe("Destroy complete! Resources: 7 destroyed.");
      expect(await stateOf(rehearsal)).toEqual([]);
    });
  });

  it("fills a state with values as the providers shape them", async () => {
    await rehearse(hcl(BUCKET + GRAFANA), async (rehearsal) => {
      await rehearsal.apply();
      const state = await stateOf(rehearsal);
      expect(resource(state, "aws_s3_bucket.logs")).toMatchObject({
        id: "logs",
        arn: "arn:aws:s3:::logs",
        region: "eu-central-1",
        bucket_regional_domain_name: "logs.s3.eu-central-1.amazonaws.com",
        tags_all: { team: "platform" },
      });
      expect(resource(state, "aws_glue_catalog_table.cur")).toMatchObject({
        arn: "arn:aws:glue:eu-central-1:123456789012:table/costs/cur",
        catalog_id: "123456789012",
        id: "123456789012:costs:cur",
      });
      const uids = resource(state, "grafana_contact_point.team")["oncall"] as readonly { readonly uid: string }[];
      expect(new Set(uids.map(({ uid }) => uid)).size).toBe(2);
    });
  });

  it("plans twice to the same JSON", async () => {
    const plan = () => rehearse(hcl(BUCKET + GRAFANA), async (rehearsal) => (await rehearsal.plan()).json);
    const [first, second] = [await plan(), await plan()];
    expect({ ...first, timestamp: "" }).toEqual({ ...second, timestamp: "" });
  });

  it("carries computed values of a changed set to the elements that stay", async () => {
    const module = hcl(GRAFANA);
    await rehearse(module, async (rehearsal) => {
      await rehearsal.apply();
      await rehearsal.rewrite(hcl(GRAFANA.replace("https://a.example.com", "https://z.example.com")));
      const plan = await rehearsal.plan();
      expect(changed(plan)).toEqual(["grafana_contact_point.team: update"]);
      const {
        before,
        after,
        after_unknown: unknown,
      } = plan.json.resource_changes?.find(({ address }) => address === "grafana_contact_point.team")?.change ?? {
        before: undefined,
        after: undefined,
      };
      const stays = (side: unknown) =>
        (side as { oncall: { url: string; uid?: string }[] }).oncall.find(({ url }) => url === "https://b.example.com");
      expect(stays(after)).toEqual(stays(before));
      expect((unknown as { oncall: { uid?: boolean }[] }).oncall.filter(({ uid }) => uid)).toHaveLength(1);
    });
  });

  it("replaces what cannot change in place, and says because of what", async () => {
    await rehearse(hcl(BUCKET), async (rehearsal) => {
      await rehearsal.apply();
      await rehearsal.rewrite(hcl(BUCKET.replace('bucket = "logs"', 'bucket = "records"')));
      const plan = await rehearsal.plan();
      expect(plan.lastLine).toBe("Plan: 2 to add, 1 to change, 2 to destroy.");
      expect(plan.replaced).toEqual([
        { address: "aws_s3_bucket.logs", because: ["bucket"] },
        { address: "aws_s3_bucket_lifecycle_configuration.logs", because: ["bucket"] },
      ]);
      expect(changed(plan)).toContain("aws_glue_catalog_table.cur: update");
      await rehearsal.apply();
      expect((await rehearsal.plan()).lastLine).toBe(NOTHING);
    });
  });

  it("moves without replacing", async () => {
    await rehearse(hcl(BUCKET), async (rehearsal) => {
      await rehearsal.apply();
      const renamed = BUCKET.replaceAll("aws_s3_bucket.logs", "aws_s3_bucket.records").replace(
        '"aws_s3_bucket" "logs"',
        '"aws_s3_bucket" "records"',
      );
      const moved = "moved {\n  from = aws_s3_bucket.logs\n  to = aws_s3_bucket.records\n}\n";
      await rehearsal.rewrite(hcl(renamed + moved));
      const plan = await rehearsal.plan();
      expect(plan.lastLine).toBe(NOTHING);
      const move = plan.json.resource_changes?.find(({ address }) => address === "aws_s3_bucket.records");
      expect(move).toMatchObject({ previous_address: "aws_s3_bucket.logs", change: { actions: ["no-op"] } });
    });
  });

  it("destroys protected resources only by force", async () => {
    const body = `
resource "aws_s3_bucket" "kept" {
  bucket = "kept"
  lifecycle {
    prevent_destroy = true
  }
}
resource "aws_s3_bucket" "other" { bucket = "other" }
`;
    await rehearse(hcl(body), async (rehearsal) => {
      await rehearsal.apply();
      await expect(rehearsal.destroy({ force: false })).rejects.toThrow(
        /^\(aws_s3_bucket\.kept\): Instance cannot be destroyed: Resource aws_s3_bucket\.kept has lifecycle\.prevent_destroy set/,
      );
      expect(await stateOf(rehearsal)).toHaveLength(2);
      expect(await rehearsal.destroy({ force: true })).toBe("Destroy complete! Resources: 2 destroyed.");
    });
  });
});
