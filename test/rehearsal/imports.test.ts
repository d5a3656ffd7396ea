import { describe, expect, it } from "vitest";
import { hcl, rehearse } from "./support";

const MODULE = hcl(`
import {
  to = aws_kms_key.costs
  id = "1234abcd-12ab-34cd-56ef-1234567890ab"
}
import {
  to = aws_s3_bucket.costs
  id = "costs"
}
import {
  to = aws_s3_bucket_server_side_encryption_configuration.costs
  id = "costs"
}
import {
  to = grafana_contact_point.team
  id = "team"
}
resource "aws_kms_key" "costs" {
  description = "Costs"
}
resource "aws_s3_bucket" "costs" {
  bucket = "costs"
  tags   = { key = aws_kms_key.costs.arn }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "costs" {
  bucket = aws_s3_bucket.costs.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.costs.arn
    }
  }
}
resource "grafana_contact_point" "team" {
  name = "team"
  email {
    addresses = ["a@example.com"]
  }
  email {
    addresses = ["b@example.com"]
  }
}
`);

describe("imports", () => {
  it("find what the configuration describes, also through references between imported resources", async () => {
    await rehearse(MODULE, async (rehearsal) => {
      const plan = await rehearsal.plan();
      expect(plan.lastLine).toBe("Plan: 4 to import, 0 to add, 0 to change, 0 to destroy.");
      expect(plan).toMatchObject({ import: 4, add: 0, change: 0, destroy: 0 });
      expect(await rehearsal.apply()).toBe("Apply complete! Resources: 4 imported, 0 added, 0 changed, 0 destroyed.");
      const state = await rehearsal.state();
      const key = state.values?.root_module?.resources?.find(({ type }) => type === "aws_kms_key");
      expect(key?.values).toMatchObject({ id: "1234abcd-12ab-34cd-56ef-1234567890ab", description: "Costs" });
      expect((await rehearsal.plan()).lastLine).toBe("Plan: 0 to add, 0 to change, 0 to destroy.");
    });
  });

  it("show what differs, where the caller says what really exists", async () => {
    const existing = {
      aws_kms_key: { "1234abcd-12ab-34cd-56ef-1234567890ab": { description: "Old costs" } },
      aws_s3_bucket: { costs: { bucket: "old-costs" } },
    };
    await rehearse(
      MODULE,
      async (rehearsal) => {
        const plan = await rehearsal.plan();
        expect(plan.replaced).toEqual([
          { address: "aws_s3_bucket.costs", because: ["bucket"] },
          { address: "aws_s3_bucket_server_side_encryption_configuration.costs", because: ["bucket"] },
        ]);
        const key = plan.json.resource_changes?.find(({ type }) => type === "aws_kms_key");
        expect(key?.change).toMatchObject({
          actions: ["update"],
          before: { description: "Old costs" },
          after: { description: "Costs" },
        });
      },
      { existing },
    );
  });

  it("take the region of an AWS resource from the end of its id", async () => {
    const module = hcl(`
      import {
        to = aws_sns_topic.page
        id = "arn:aws:sns:us-east-1:123456789012:page@us-east-1"
      }
      resource "aws_sns_topic" "page" {
        name   = "page"
        region = "us-east-1"
      }
    `);
    await rehearse(module, async (rehearsal) => {
      const plan = await rehearsal.plan();
      expect(plan.lastLine).toBe("Plan: 1 to import, 0 to add, 0 to change, 0 to destroy.");
      expect(plan.json.resource_changes?.[0]?.change.after).toMatchObject({
        id: "arn:aws:sns:us-east-1:123456789012:page",
        region: "us-east-1",
      });
    });
  });
});
