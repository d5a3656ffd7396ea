import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { danglingReferences } from "../../../constructs/core/references";

const DOCUMENT = {
  resource: { aws_s3_bucket: { "cost_exports-1": {}, b: {} } },
  data: { aws_region: { now: {} } },
  variable: { slug: {} },
  locals: { team: "x" },
  module: { vpc: {} },
};

/** What dangles in one text. */
function dangling(text: string): readonly string[] {
  return danglingReferences({ ...DOCUMENT, output: { o: { value: text } } }).map(({ reference }) => reference);
}

describe("danglingReferences", () => {
  it("says where a template leads nowhere, and in which order", () => {
    const document = {
      ...DOCUMENT,
      resource: {
        ...DOCUMENT.resource,
        grafana_dashboard: { d: { config_json: "a ${pod}, ${aws_s3_bucket.gone.arn}" } },
      },
      output: { list: [{ value: "${node}" }] },
    };
    expect(danglingReferences(document)).toEqual([
      { path: "resource.grafana_dashboard.d.config_json", reference: "pod" },
      { path: "resource.grafana_dashboard.d.config_json", reference: "aws_s3_bucket.gone.arn" },
      { path: "output.list.0.value", reference: "node" },
    ]);
  });

  it.each([
    "${aws_s3_bucket.b.arn}",
    "${aws_s3_bucket.cost_exports-1.id}/x",
    "${aws_s3_bucket.b.rule[0].id}",
    "${aws_s3_bucket.b[count.index].website.0.x}",
    "${aws_s3_bucket.b.*.arn}",
    "${data.aws_region.now.name}",
    "${var.slug}-${local.team}-${module.vpc.id}",
    "${each.key}${self.id}${path.module}${terraform.workspace}",
    "${true}${null}${-1.5e3}",
  ])("follows %s", (text) => {
    expect(dangling(text)).toEqual([]);
  });

  it.each(["$${pod}", "%%{if x}", "$$${pod}", "$ {pod}", "cost {a} $", '{"key": {"nested": 1}}'])(
    "sees no template in %s",
    (text) => {
      expect(dangling(text)).toEqual([]);
    },
  );

  it.each([
    ["functions", '${join(",", [upper(aws_s3_bucket.b.arn), "text"])}'],
    ["functions of a provider", "${provider::aws::arn_parse(aws_s3_bucket.b.arn).region}"],
    ["text between quotes", '${replace("a.b", "aws_s3_bucket.gone", "${var.slug}")}'],
    ["escaped quotes", '${upper("say \\"gone.away\\" }")}'],
    ["variables of a for", '${[for k, v in {"a" = var.slug} : "${k}-${v.id}" if v != null]}'],
    ["keys of objects", "${jsonencode({a = {b = var.slug}, c : 1\n d = 2})}"],
    ["quoted keys with brackets", '${aws_s3_bucket.b.tags["a]}b"]}'],
    ["directives", "%{ if var.slug != null }x%{ else }y%{ endif }%{ for i in [1] }${i}%{ endfor }"],
    ["a conditional", "${var.slug == null ? local.team : aws_s3_bucket.b.arn}"],
  ])("takes %s for no reference", (_, text) => {
    expect(dangling(text)).toEqual([]);
  });

  it.each([
    ['${join(",", [gone.a])}', ["gone.a"]],
    ['${upper("x-${gone.a}")}', ["gone.a"]],
    ["${{a = {b = gone.a}}}", ["gone.a"]],
    ["${var.slug ? gone.a : gone.b}", ["gone.a", "gone.b"]],
    ["${[for k in gone.list : k]}", ["gone.list"]],
    ['${aws_s3_bucket.b.tags["${gone.a}"]}', ["gone.a"]],
    [
      "${var.gone}${local.gone}${data.aws_region.gone.id}${module.gone.id}",
      ["var.gone", "local.gone", "data.aws_region.gone.id", "module.gone.id"],
    ],
    ["${aws_s3_bucket}", ["aws_s3_bucket"]],
    ["${constructor.name}${var.toString}", ["constructor.name", "var.toString"]],
    ["%{ if gone }x%{ endif }", ["gone"]],
  ])("finds what dangles in %s", (text, expected) => {
    expect(dangling(text)).toEqual(expected);
  });

  it("returns a template that is never closed from its start", () => {
    expect(dangling("legend ${unclosed")).toEqual(["unclosed", "${unclosed"]);
  });

  it("leaves cdktf's own metadata alone", () => {
    expect(danglingReferences({ "//": { a: "${x}" }, resource: { t: { n: { "//": { path: "${y}" } } } } })).toEqual([]);
  });

  it("ends on every text", () => {
    const text = fc
      .array(fc.constantFrom("${", "%{", "$${", "}", "{", '"', "[", "]", "(", "for ", "a.b", "\\", " in ", ","), {
        maxLength: 20,
      })
      .map((parts) => parts.join(""));
    fc.assert(fc.property(text, (value) => Array.isArray(dangling(value))));
  });
});
