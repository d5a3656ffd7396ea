import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inlineSchema } from "../../rehearsal";
import type { BlockSchema } from "../../rehearsal/schema/schema-types";
import { attribute, rehearse, synthetic, syntheticHcl } from "./support";

const PART: BlockSchema = {
  attributes: {
    name: attribute("string", "required"),
    uid: attribute("string", "computed"),
    size: attribute("number", "optional", "computed"),
  },
};

/** Every way of nesting, which neither pinned schema has in full. */
const THING: BlockSchema = {
  attributes: {
    id: attribute("string", "computed"),
    count_of: attribute("number", "computed"),
    secret: attribute("string", "optional", "write_only"),
    anything: attribute("dynamic", "optional"),
    big: attribute("number", "optional"),
    labels: attribute(["map", "string"], "optional", "computed"),
    parts: attribute(["list", ["object", { arn: "string", size: "number" }]], "computed"),
    one: { optional: true, nested_type: { nesting_mode: "single", attributes: PART.attributes ?? {} } },
    many: { optional: true, nested_type: { nesting_mode: "set", attributes: PART.attributes ?? {} } },
    keyed: { optional: true, nested_type: { nesting_mode: "map", attributes: PART.attributes ?? {} } },
    made: {
      computed: true,
      nested_type: { nesting_mode: "single", attributes: { uid: attribute("string", "computed") } },
    },
  },
  block_types: {
    single_part: { nesting_mode: "single", block: PART },
    list_part: { nesting_mode: "list", block: PART },
    set_part: { nesting_mode: "set", block: PART },
    map_part: { nesting_mode: "map", block: PART },
    group_part: { nesting_mode: "group", block: { attributes: { hint: attribute("string", "optional", "computed") } } },
  },
};

const MODULE = syntheticHcl(`
resource "synthetic_thing" "it" {
  secret   = "hush"
  anything = { a = [1, "two", true] }
  big      = 123456789012345678901234567890
  one      = { name = "one" }
  many     = [{ name = "a" }, { name = "b", size = 1.5 }]
  keyed    = { x = { name = "x" } }
  single_part { name = "single" }
  list_part   { name = "first" }
  list_part   { name = "second" }
  set_part    { name = "left" }
  set_part    { name = "right" }
  map_part "k" { name = "mapped" }
}
output "size" { value = synthetic_thing.it.parts[0].size }
`);

const schemas = (version = 0) => [inlineSchema("example/synthetic", synthetic(THING, version))];

describe("a provider that nests in every way", () => {
  it("is planned, applied, and planned again without a change", async () => {
    await rehearse(
      MODULE,
      async (rehearsal) => {
        const plan = await rehearsal.plan();
        expect(plan.lastLine).toBe("Plan: 1 to add, 0 to change, 0 to destroy.");
        const [change] = plan.json.resource_changes ?? [];
        expect(change?.change.after).toMatchObject({ secret: null, one: { name: "one" }, keyed: { x: { name: "x" } } });
        expect(change?.change.after_unknown).toMatchObject({
          one: { uid: true, size: true },
          keyed: { x: { uid: true } },
          map_part: { k: { uid: true } },
          single_part: { uid: true },
          group_part: { hint: true },
          made: true,
        });
        await rehearsal.apply();
        expect((await rehearsal.plan()).lastLine).toBe("Plan: 0 to add, 0 to change, 0 to destroy.");
        const values = (await rehearsal.state()).values?.root_module?.resources?.[0]?.values;
        expect(values).toMatchObject({ secret: null, anything: { a: [1, "two", true] }, one: { size: 0 } });
        expect(values?.["count_of"]).toBeTypeOf("number");
        expect(values?.["many"]).toContainEqual(expect.objectContaining({ name: "b", size: 1.5 }));
      },
      { schemas: schemas() },
    );
  });

  it("keeps computed values of nested sets when one element changes", async () => {
    await rehearse(
      MODULE,
      async (rehearsal) => {
        await rehearsal.apply();
        const uidOf = (side: unknown, part: "many" | "set_part", name: string) =>
          (side as Record<string, { name: string; uid?: string }[]>)[part]?.find((item) => item.name === name)?.uid;
        const text = (MODULE["main.tf"] ?? "")
          .replace('{ name = "a" }', '{ name = "c" }')
          .replace('"left"', '"middle"');
        await rehearsal.rewrite({ "main.tf": text });
        const change = (await rehearsal.plan()).json.resource_changes?.[0]?.change;
        expect(change?.actions).toEqual(["update"]);
        expect(uidOf(change?.after, "many", "b")).toBe(uidOf(change?.before, "many", "b"));
        expect(uidOf(change?.after, "set_part", "right")).toBe(uidOf(change?.before, "set_part", "right"));
        expect(uidOf(change?.after, "many", "c")).toBeUndefined();
      },
      { schemas: schemas() },
    );
  });
});

describe("state of another schema version", () => {
  it("is taken over when older, and refused when newer", async () => {
    const folder = await mkdtemp(join(tmpdir(), "rehearsal-state-"));
    const statePath = join(folder, "state.json");
    try {
      await rehearse(MODULE, (rehearsal) => rehearsal.apply(), { schemas: schemas(3), statePath });
      expect(JSON.parse(await readFile(statePath, "utf8"))).toMatchObject({
        resources: [{ instances: [{ schema_version: 3 }] }],
      });
      await rehearse(
        MODULE,
        async (rehearsal) => {
          expect((await rehearsal.plan()).lastLine).toBe("Plan: 0 to add, 0 to change, 0 to destroy.");
        },
        { schemas: schemas(4), statePath },
      );
      await rehearse(
        MODULE,
        async (rehearsal) => {
          await expect(rehearsal.plan()).rejects.toThrow(/synthetic_thing\.it.*newer provider version/s);
        },
        { schemas: schemas(2), statePath },
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("has its types served though the module no longer names them", async () => {
    const folder = await mkdtemp(join(tmpdir(), "rehearsal-state-"));
    const statePath = join(folder, "state.json");
    try {
      await rehearse(MODULE, (rehearsal) => rehearsal.apply(), { schemas: schemas(), statePath });
      await rehearse(
        syntheticHcl(""),
        async (rehearsal) => {
          expect((await rehearsal.plan()).lastLine).toBe("Plan: 0 to add, 0 to change, 1 to destroy.");
        },
        { schemas: schemas(), statePath },
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
