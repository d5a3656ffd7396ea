import { describe, expect, it } from "vitest";
import { describeProblem, RehearsalError, type RehearsalProblem } from "../../rehearsal";
import { cdktfJson, hcl, rehearse } from "./support";

async function problemsOf(module: Readonly<Record<string, string>>): Promise<readonly RehearsalProblem[]> {
  return rehearse(module, async (rehearsal) => {
    try {
      await rehearsal.plan();
    } catch (error) {
      if (error instanceof RehearsalError) return error.problems;
      throw error;
    }
    return [];
  });
}

describe("what a rehearsal refuses, by construct path", () => {
  it("names the construct of an unknown argument", async () => {
    const problems = await problemsOf(cdktfJson({ aws_s3_bucket: { Exports: { bucket: "exports", buckett: "x" } } }));
    expect(problems.map(describeProblem)).toEqual([
      'estate/cost/Exports (aws_s3_bucket.Exports): Extraneous JSON object property: No argument or block type is named "buckett".',
    ]);
  });

  it("names the construct of a wrong type", async () => {
    const problems = await problemsOf(cdktfJson({ aws_s3_bucket: { Exports: { bucket: ["exports"] } } }));
    expect(problems.map(describeProblem)).toEqual([
      'estate/cost/Exports (aws_s3_bucket.Exports): Incorrect attribute value type: Inappropriate value for attribute "bucket": string required.',
    ]);
  });

  it("names the construct of a missing required argument", async () => {
    const problems = await problemsOf(cdktfJson({ aws_glue_catalog_table: { Table: { name: "cur" } } }));
    expect(problems.map(describeProblem)).toEqual([
      'estate/cost/Table (aws_glue_catalog_table.Table): Missing required argument: The argument "database_name" is required, but no definition was found.',
    ]);
  });

  it("names the construct of a dangling reference", async () => {
    const module = cdktfJson({
      aws_s3_bucket_policy: { Policy: { bucket: "${aws_s3_bucket.Gone.id}", policy: "{}" } },
    });
    expect((await problemsOf(module)).map(describeProblem)).toEqual([
      'estate/cost/Policy (aws_s3_bucket_policy.Policy): Reference to undeclared resource: A managed resource "aws_s3_bucket" "Gone" has not been declared in the root module.',
    ]);
  });

  it("names all constructs of a cycle", async () => {
    const module = cdktfJson({
      aws_sns_topic: {
        One: { name: "one", tags: { other: "${aws_sns_topic.Two.arn}" } },
        Two: { name: "two", tags: { other: "${aws_sns_topic.One.arn}" } },
      },
    });
    expect((await problemsOf(module)).map(describeProblem)).toEqual([
      "estate/cost/One, estate/cost/Two (aws_sns_topic.One, aws_sns_topic.Two): Cycle: aws_sns_topic.One, aws_sns_topic.Two",
    ]);
  });

  it("names the construct that a destroy is refused for", async () => {
    const module = cdktfJson({ aws_s3_bucket: { Kept: { bucket: "kept", lifecycle: { prevent_destroy: true } } } });
    await rehearse(module, async (rehearsal) => {
      await rehearsal.apply();
      await expect(rehearsal.destroy({ force: false })).rejects.toThrow(
        "estate/cost/Kept (aws_s3_bucket.Kept): Instance cannot be destroyed: " +
          "Resource aws_s3_bucket.Kept has lifecycle.prevent_destroy set",
      );
      expect(await rehearsal.destroy({ force: true })).toBe("Destroy complete! Resources: 1 destroyed.");
    });
  });

  it("tells several problems at once, also those inside nested blocks", async () => {
    const module = cdktfJson({
      aws_s3_bucket: { Exports: { bucketname: "x" } },
      aws_glue_crawler: {
        Crawler: { name: "c", role: "r", database_name: "d", s3_target: [{ paths: "x", path: "y" }] },
      },
    });
    expect(
      (await problemsOf(module)).map(({ constructPath, detail }) => [constructPath, detail.split("\n")[0]]),
    ).toEqual([
      ["estate/cost/Crawler", 'No argument or block type is named "paths".'],
      ["estate/cost/Exports", 'No argument or block type is named "bucketname".'],
    ]);
  });

  it("names the block in native syntax, which has no construct", async () => {
    const problems = await problemsOf(hcl(`resource "aws_s3_bucket" "exports" {\n  buckett = "x"\n}`));
    expect(problems).toEqual([
      {
        address: "aws_s3_bucket.exports",
        constructPath: "",
        summary: "Unsupported argument",
        detail: 'An argument named "buckett" is not expected here. Did you mean "bucket"?',
      },
    ]);
  });

  it("says so when a module is not JSON at all", async () => {
    const problems = await problemsOf({ "cdk.tf.json": "{" });
    expect(problems.map(describeProblem)).toEqual([
      "Missing value: The JSON data ends prematurely.",
      "Invalid object property name: A JSON object property name must be a string",
      "Root value must be object: The root value in a JSON-based configuration must be either a JSON object or a JSON array of objects.",
    ]);
  });
});
