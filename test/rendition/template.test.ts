import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderHcl } from "../../rendition/index";
import { bareReference, quoteLiteral, quoteTemplate, TemplateError } from "../../rendition/template";
import { plannedOutputs } from "./terraform";

describe("quoteTemplate", () => {
  it.each([
    ["plain text", String.raw`"plain text"`],
    ['say "hello"', String.raw`"say \"hello\""`],
    ["C:\\temp\\new", String.raw`"C:\\temp\\new"`],
    ["two\nlines\r\n\tand a tab", String.raw`"two\nlines\r\n\tand a tab"`],
    ["bell \u0007 and delete \u007f", String.raw`"bell \u0007 and delete \u007f"`],
    ["Größe 🙂", '"Größe 🙂"'],
    ["$${literal} and %%{literal}", '"$${literal} and %%{literal}"'],
    ["costs $5 {not a template} 100%", '"costs $5 {not a template} 100%"'],
    ['a "${join("\\n", ["}", local.b])}" z', String.raw`"a \"${"$"}{join("\n", ["}", local.b])}\" z"`],
    ['${"outer ${"inner }"} \\" }"} end\n', '"${"outer ${"inner }"} \\" }"} end\\n"'],
    ["${ /* } */ local.a # }\n} \\", '"${ /* } */ local.a # }\n} \\\\"'],
    ["%{ if true ~}\n x\n%{~ endif }", '"%{ if true ~}\\n${""} x\\n%{~ endif }"'],
  ])("writes %j", (text, quoted) => {
    expect(quoteTemplate(text)).toBe(quoted);
  });

  it("refuses a sequence that is never closed", () => {
    expect(() => quoteTemplate('x ${join(",", ["a"])')).toThrow(
      new TemplateError(
        String.raw`the template sequence "${"$"}{join(\",\", [\"a\"])" is never closed; close it, or write ${"$"}${"$"}{ for a literal ${"$"}{`,
      ),
    );
  });
});

describe("quoteLiteral", () => {
  it.each([
    ["${var.a} %{b}", '"$${var.a} %%{b}"'],
    ["$${x}", '"$$${x}"'],
  ])("writes %j so that Terraform evaluates nothing", (text, quoted) => {
    expect(quoteLiteral(text)).toBe(quoted);
  });
});

describe("bareReference", () => {
  it("unwraps what is one reference and nothing else", () => {
    expect(bareReference("${aws_s3_bucket.logs_1A.arn}")).toBe("aws_s3_bucket.logs_1A.arn");
    expect(bareReference("${aws_acm_certificate.a.domain_validation_options[0].name}")).toBe(
      "aws_acm_certificate.a.domain_validation_options[0].name",
    );
    for (const text of ["${a.b}-x", "$${a.b}", "${upper(a.b)}", "${true}", "${a.b} ", "${a.b}\n"]) {
      expect(bareReference(text)).toBeUndefined();
    }
  });
});

/** Pieces of which a text in an estate may consist; each is a valid template wherever it stands. */
const PIECES = [
  ...["plain", '"', "\\", "\n", "\r\n", "\t", "$", "%", "a{", "}", "~", "#", "//", "<<EOT\n", "\\n", "\\u0041", '\\"'],
  ...["é", "e\u0301", "🙂", "\u2028", "\u0001", "\u007f", "$${", "%%{", "$$", "%%"],
  ...[
    "${local.name}",
    '${local.map["k"]}',
    '${"a\\"}b"}',
    '${ {a = "}"}.a }',
    '${"x${"y"}"}',
    '${join("\\n", ["a", "b"])}',
  ],
  ...["${/* } */ local.name}", "${\nlocal.name\n}", '%{ if local.on }on"%{ else }off%{ endif }', '${"$${no}"}'],
  ...[
    "%{ for x in [1, 2] ~}\n  ${x}\\\n%{ endfor ~}\n",
    "${~ local.name ~}",
    " ",
    " \n",
    "%{~ if true }\n\n \n%{ endif ~}",
    '${jsonencode({ "a" = "b\\\\\\"" })}',
  ],
];

const LOCALS = {
  name: 'n"\\\n$${name}',
  map: { k: "v", 'odd key.${upper("x")}': [1, null, { for: true, a_b: "$${" }] },
  on: true,
};

/** A "%" before "%{ if" would escape the beginning of a directive and leave its end alone. */
function startsNoDirectiveInAnEscape(text: string): boolean {
  return !/%%\{~? (?:if|for)/.test(text);
}

describe("what Terraform reads", () => {
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 7 }).map((pieces) => pieces.join(""));
  const texts = fc.sample(text.filter(startsNoDirectiveInAnEscape), { numRuns: 500, seed: 9 });
  const values = {
    ...Object.fromEntries(texts.map((value, index) => [`text_${String(index)}`, value])),
    whole_object: "${local.map}",
    numbers: [0, -1, 1.5, 1e21, 1e-7, 9_007_199_254_740_991],
    nested: { list: [[], {}, [[1], ["${local.name}"]]], "${local.name}": null, 'with "quote" \\': false },
  };
  const document = {
    locals: LOCALS,
    variable: {
      plain: { type: "map(string)", default: { a: "${not} $${evaluated} %{here} \\" }, description: 'of "${x}"' },
    },
    output: {
      ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
      variable: { value: "${var.plain}", description: 'costs ${5} \\ "\n' },
    },
  };

  it("is the same from the rendition as from the JSON, for every mixture of quotes, escapes and templates", async () => {
    const fromJson = await plannedOutputs("main.tf.json", JSON.stringify(document, null, 2));
    const fromHcl = await plannedOutputs("main.tf", renderHcl(document, { provider_schemas: {} }));
    expect(Object.keys(fromJson)).toHaveLength(504);
    expect(fromJson["variable"]).toEqual({ a: "${not} $${evaluated} %{here} \\" });
    expect(fromHcl).toEqual(fromJson);
  });
});
