import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Accounts } from "../../../constructs/core/accounts";
import { literal, policyVariable } from "../../../constructs/core/escape";
import { danglingReferences } from "../../../constructs/core/references";
import { minimal } from "../../support/fixtures";
import { planOf, plannedValues } from "../../support/rehearse";
import { synth } from "../../support/synth";

const CASES: readonly (readonly [text: string, escaped: string])[] = [
  ["plain", "plain"],
  ["${pod}", "$${pod}"],
  ["%{if}", "%%{if}"],
  ["$${pod}", "$$${pod}"],
  ["%%{x} and ${y}", "%%%{x} and $${y}"],
  ["$$$${", "$$$$${"],
  ["$ {", "$ {"],
  ["100% {", "100% {"],
  ["cost in $", "cost in $"],
];

/** Texts made mostly of what templates are made of. */
const texts = fc
  .array(fc.oneof(fc.constantFrom("$", "%", "{", "}", "${", "%{", "$${", "\\", '"', "\n", "~"), fc.string()), {
    maxLength: 12,
  })
  .map((parts) => parts.join(""));

describe("literal", () => {
  it.each(CASES)("writes %j as %j", (text, escaped) => {
    expect(literal(text)).toBe(escaped);
  });

  it("leaves nothing that could be read as a reference", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(danglingReferences({ a: literal(text) })).toEqual([]);
      }),
    );
  });

  it("is undone by Terraform: the planned value is the original text", async () => {
    const sample = [...CASES.map(([text]) => text), ...fc.sample(texts, { numRuns: 40, seed: 7 })];
    const stack = synth((scope) => {
      const { provider } = new Accounts(scope, minimal()).get("main");
      for (const [index, text] of sample.entries()) {
        new S3Bucket(scope, `b${String(index)}`, { provider, tags: { text: literal(text) } });
      }
    });
    const planned = plannedValues(await planOf(stack));
    const read = sample.map((_, index) => planned[`aws_s3_bucket.b${String(index)}`]);
    expect(read).toMatchObject(sample.map((text) => ({ tags: { text } })));
  });
});

describe("policyVariable", () => {
  it("survives as an IAM policy variable", () => {
    expect(policyVariable("aws:username")).toBe("$${aws:username}");
  });
});
