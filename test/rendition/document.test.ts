import { describe, expect, it } from "vitest";
import { renderHcl, RenditionError } from "../../rendition/index";
import type { JsonObject } from "../../rendition/index";
import type { ProviderSchemas, SchemaBlock } from "../../schemas/load";
import { loadSchemas } from "../../schemas/load";
import { DIFFICULT_MODULE } from "./difficult-module";
import { formatted } from "./terraform";

const TITLE = "# The HCL rendition of cdk.tf.json, for scanners. Generated: change the estate instead.\n";

/** A provider with every kind of argument and block, map nesting and nested attributes included. */
const SCHEMAS: ProviderSchemas = {
  provider_schemas: {
    "registry.terraform.io/example/demo": {
      provider: { version: 0, block: { attributes: { region: { type: "string", optional: true } } } },
      resource_schemas: { demo_thing: { version: 0, block: thing() } },
      data_source_schemas: { demo_thing: { version: 0, block: { attributes: { id: { type: "string" } } } } },
    },
  },
};

function thing(): SchemaBlock {
  const leaf: SchemaBlock = { attributes: { size: { type: "number" } } };
  return {
    attributes: {
      name: { type: "string", required: true },
      rules: { type: ["set", ["object", { port: "number", hosts: ["list", "string"] }]], optional: true },
      deep: { type: ["list", ["object", { inner: ["list", ["object", { on: "bool" }]] }]], optional: true },
      table: { type: ["map", ["object", { a: "string" }]], optional: true },
      nested: { nested_type: { nesting_mode: "single", attributes: { a: { type: "string" } } }, optional: true },
      count_of: { type: "number", optional: true },
    },
    block_types: {
      many: { nesting_mode: "list", block: leaf },
      some: { nesting_mode: "set", block: leaf },
      one: { nesting_mode: "single", block: { block_types: { inner: { nesting_mode: "list", block: leaf } } } },
      group: { nesting_mode: "group", block: leaf },
      named: { nesting_mode: "map", block: leaf },
    },
  };
}

/** The lines inside the one resource that a body makes. */
async function resourceLines(body: JsonObject): Promise<string[]> {
  const hcl = renderHcl({ resource: { demo_thing: { It: body } } }, SCHEMAS);
  expect((await formatted(hcl)).replaceAll(/ +/g, " ")).toBe(hcl.replaceAll(/ +/g, " "));
  expect(hcl.startsWith(`${TITLE}\nresource "demo_thing" "It" {\n`)).toBe(true);
  return hcl
    .slice(hcl.indexOf("{\n") + 2, hcl.lastIndexOf("\n}"))
    .split("\n")
    .map((line) => line.slice(2));
}

describe("what is a block and what an argument", () => {
  it.each<readonly [string, JsonObject, readonly string[]]>([
    ["an argument", { name: "a" }, ['name = "a"']],
    ["null", { name: null }, ["name = null"]],
    [
      "a list of blocks",
      { many: [{ size: 1 }, { size: 2 }] },
      ["many {", "  size = 1", "}", "many {", "  size = 2", "}"],
    ],
    ["a block given as an object", { some: { size: 1 } }, ["some {", "  size = 1", "}"]],
    ["no block at all", { many: [], some: null, name: "a" }, ['name = "a"']],
    ["a single block", { one: { inner: [{}] } }, ["one {", "  inner {}", "}"]],
    ["a group", { group: { size: 3 } }, ["group {", "  size = 3", "}"]],
    [
      "blocks with labels",
      { named: { "x y": { size: 1 }, z: {} } },
      ['named "x y" {', "  size = 1", "}", 'named "z" {}'],
    ],
    [
      "an argument that people write as blocks",
      {
        rules: [
          { port: 22, hosts: ["a"] },
          { port: null, hosts: [] },
        ],
      },
      ["rules {", "  port = 22", '  hosts = ["a"]', "}", "rules {", "  hosts = []", "}"],
    ],
    ["such an argument, emptied", { rules: [] }, ["rules = []"]],
    ["such an argument, computed", { rules: "${var.rules}" }, ["rules = var.rules"]],
    [
      "such an argument with a key too many",
      { rules: [{ port: 1, x: 2 }] },
      ["rules = [", "  {", "    port = 1", "    x = 2", "  },", "]"],
    ],
    [
      "such an argument in another",
      { deep: [{ inner: [{ on: true }] }] },
      ["deep {", "  inner {", "    on = true", "  }", "}"],
    ],
    ["a map of objects", { table: { k: { a: "x" } } }, ["table = {", "  k = {", '    a = "x"', "  }", "}"]],
    ["an argument with arguments of its own", { nested: { a: "x" } }, ["nested = {", '  a = "x"', "}"]],
    [
      "dynamic blocks",
      { dynamic: { many: [{ for_each: "${var.sizes}", iterator: "it", content: { size: "${it.value}" } }] } },
      [
        'dynamic "many" {',
        "  for_each = var.sizes",
        "  iterator = it",
        "  content {",
        "    size = it.value",
        "  }",
        "}",
      ],
    ],
    ["a comment in the JSON", { "//": "x", one: { "//": "y" } }, ["one {}"]],
  ])("writes %s", async (_what, body, lines) => {
    expect(await resourceLines(body)).toEqual(lines);
  });
});

describe("what Terraform itself understands", () => {
  it("writes references and keywords bare, and the construct path above", () => {
    const document: JsonObject = {
      resource: {
        demo_thing: {
          It: {
            "//": { metadata: { path: "Estate/Cost/\nIt", uniqueId: "It" } },
            for_each: "${toset([1])}",
            provider: "demo.other",
            depends_on: ["demo_thing.Other"],
            lifecycle: {
              create_before_destroy: true,
              ignore_changes: ["name", "rules[0].port"],
              replace_triggered_by: ["demo_thing.Other.id"],
            },
          },
        },
      },
      moved: [{ from: "demo_thing.Old", to: "demo_thing.It" }],
      import: [{ provider: "demo.other", to: "demo_thing.It", id: "a/${var.b}" }],
    };
    expect(renderHcl(document, SCHEMAS)).toBe(`${TITLE}
# Estate/Cost/ It
resource "demo_thing" "It" {
  for_each = "\${toset([1])}"
  provider = demo.other
  depends_on = [demo_thing.Other]
  lifecycle {
    create_before_destroy = true
    ignore_changes = [name, rules[0].port]
    replace_triggered_by = [demo_thing.Other.id]
  }
}

moved {
  from = demo_thing.Old
  to = demo_thing.It
}

import {
  provider = demo.other
  to = demo_thing.It
  id = "a/\${var.b}"
}
`);
  });

  it("writes providers, backends, variables and outputs", () => {
    const document: JsonObject = {
      terraform: {
        backend: { s3: { bucket: "b", use_lockfile: true, assume_role: { role_arn: "arn" } } },
        required_providers: { renamed: { source: "example/demo", version: "~> 1.0" } },
      },
      provider: { renamed: [{ alias: "x", region: "${var.region}" }, {}] },
      variable: { region: { type: "string", default: "${x}", nullable: false } },
      output: { all: { value: ["${demo_thing.It}"], sensitive: true } },
    };
    expect(renderHcl(document, SCHEMAS)).toBe(`${TITLE}
terraform {
  backend "s3" {
    bucket = "b"
    use_lockfile = true
    assume_role = {
      role_arn = "arn"
    }
  }
  required_providers {
    renamed = {
      source = "example/demo"
      version = "~> 1.0"
    }
  }
}

provider "renamed" {
  alias = "x"
  region = var.region
}

provider "renamed" {}

variable "region" {
  type = string
  default = "$\${x}"
  nullable = false
}

output "all" {
  value = [demo_thing.It]
  sensitive = true
}
`);
  });
});

/** Matches a message as a whole. */
function exactly(message: string): RegExp {
  return new RegExp(`^${message.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
}

describe("what it refuses", () => {
  const named = (body: JsonObject): JsonObject => ({
    resource: { demo_thing: { It: { "//": { metadata: { path: "Estate/It" } }, ...body } } },
  });

  it.each<readonly [JsonObject, string]>([
    [named({ nmae: "x" }), "Estate/It (demo_thing.It).nmae: the pinned schema has no such argument or block"],
    [
      named({ many: "x" }),
      'Estate/It (demo_thing.It).many: is a block, so it must be an object or a list of objects, got "x"',
    ],
    [named({ dynamic: { name: {} } }), "Estate/It (demo_thing.It).dynamic.name: the pinned schema has no such block"],
    [
      named({ provisioner: [] }),
      "Estate/It (demo_thing.It).provisioner: provisioners are not rendered; use a resource of the provider instead",
    ],
    [
      named({ lifecycle: { never: true } }),
      "Estate/It (demo_thing.It).lifecycle.never: is no lifecycle setting that the rendition knows",
    ],
    [named({ depends_on: [1] }), "Estate/It (demo_thing.It).depends_on: must be a string, got 1"],
    [
      named({ name: "a ${b" }),
      'Estate/It (demo_thing.It): the template sequence "${b" is never closed; close it, or write $${ for a literal ${',
    ],
    [
      { data: { demo_other: { It: {} } } },
      'data.demo_other.It: no pinned schema has the type "demo_other" (there are registry.terraform.io/example/demo)',
    ],
    [{ provider: { other: {} } }, 'provider.other: no pinned schema for the provider "other"'],
    [
      { output: { a: { valeu: 1 } } },
      "output.a.valeu: is not rendered; known are value, description, sensitive, ephemeral, depends_on, precondition",
    ],
    [
      { module: {} },
      "module: is no section that the rendition knows (terraform, provider, variable, locals, data, resource, moved, import, output)",
    ],
  ])("refuses %j", (document, message) => {
    expect(() => renderHcl(document, SCHEMAS)).toThrow(RenditionError);
    expect(() => renderHcl(document, SCHEMAS)).toThrow(exactly(message));
  });
});

describe("the rendition of a difficult module", () => {
  it("is the same text every time, and Terraform's own formatter takes it", async () => {
    const hcl = renderHcl(DIFFICULT_MODULE, loadSchemas());
    const copy = JSON.parse(JSON.stringify(DIFFICULT_MODULE)) as JsonObject;
    expect(renderHcl(copy, loadSchemas())).toBe(hcl);
    expect(await formatted(hcl)).toContain('resource "grafana_dashboard" "Checkout" {');
  });
});
