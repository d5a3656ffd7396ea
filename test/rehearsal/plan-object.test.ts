import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../rehearsal/host/dynamic-value";
import { planObject } from "../../rehearsal/host/plan-object";
import type { BlockSchema, NestingMode } from "../../rehearsal/schema/schema-types";
import { attribute } from "./support";

const ITEM: BlockSchema = {
  attributes: { name: attribute("string", "required"), uid: attribute("string", "computed") },
};

function holding(mode: NestingMode): BlockSchema {
  return { block_types: { item: { nesting_mode: mode, block: ITEM } } };
}

describe("planObject", () => {
  const block: BlockSchema = {
    attributes: {
      set: attribute("string", "optional"),
      computed: attribute("string", "computed"),
      either: attribute("string", "optional", "computed"),
      secret: attribute("string", "optional", "write_only"),
    },
  };

  it("leaves computed values of a new object to the apply, and nothing else", () => {
    expect(planObject(block, { set: null, computed: null, either: null, secret: null }, null)).toEqual({
      set: null,
      computed: UNKNOWN,
      either: UNKNOWN,
      secret: null,
    });
  });

  it("keeps arguments that are set and never plans write-only ones", () => {
    expect(planObject(block, { set: "a", either: "b", secret: "hush" }, null)).toMatchObject({
      set: "a",
      either: "b",
      secret: null,
    });
  });

  it("carries computed values over and drops arguments that were taken out", () => {
    const prior = { set: "a", computed: "c", either: "b", secret: null };
    expect(planObject(block, { set: null, computed: null, either: null, secret: null }, prior)).toEqual({
      set: null,
      computed: "c",
      either: "b",
      secret: null,
    });
  });

  it("carries computed values inside a list by position", () => {
    const prior = {
      item: [
        { name: "a", uid: "1" },
        { name: "b", uid: "2" },
      ],
    };
    const config = {
      item: [
        { name: "z", uid: null },
        { name: "b", uid: null },
        { name: "c", uid: null },
      ],
    };
    expect(planObject(holding("list"), config, prior)).toEqual({
      item: [
        { name: "z", uid: "1" },
        { name: "b", uid: "2" },
        { name: "c", uid: UNKNOWN },
      ],
    });
  });

  it("carries computed values inside a set by what the configuration says of the element", () => {
    const prior = {
      item: [
        { name: "a", uid: "1" },
        { name: "b", uid: "2" },
      ],
    };
    const config = {
      item: [
        { name: "b", uid: null },
        { name: "c", uid: null },
      ],
    };
    expect(planObject(holding("set"), config, prior)).toEqual({
      item: [
        { name: "b", uid: "2" },
        { name: "c", uid: UNKNOWN },
      ],
    });
  });

  it("gives no prior element of a set to two configured ones", () => {
    const prior = { item: [{ name: "a", uid: "1" }] };
    const config = {
      item: [
        { name: "a", uid: null },
        { name: "a", uid: null },
      ],
    };
    expect(planObject(holding("set"), config, prior)).toEqual({
      item: [
        { name: "a", uid: "1" },
        { name: "a", uid: UNKNOWN },
      ],
    });
  });

  it("matches set elements by the blocks inside them too", () => {
    const outer: BlockSchema = {
      block_types: {
        rule: {
          nesting_mode: "set",
          block: {
            attributes: { id: attribute("string", "computed") },
            block_types: { item: { nesting_mode: "set", block: ITEM } },
          },
        },
      },
    };
    const rule = (id: string | null, ...names: readonly string[]) => ({
      id,
      item: names.map((name) => ({ name, uid: id === null ? null : `${id}-${name}` })),
    });
    expect(
      planObject(outer, { rule: [rule(null, "b", "a")] }, { rule: [rule("1", "a"), rule("2", "a", "b")] }),
    ).toEqual({
      rule: [
        {
          id: "2",
          item: [
            { name: "b", uid: "2-b" },
            { name: "a", uid: "2-a" },
          ],
        },
      ],
    });
  });

  it("carries computed values inside a map by key", () => {
    const prior = { item: { x: { name: "a", uid: "1" } } };
    const config = { item: { x: { name: "z", uid: null }, y: { name: "b", uid: null } } };
    expect(planObject(holding("map"), config, prior)).toEqual({
      item: { x: { name: "z", uid: "1" }, y: { name: "b", uid: UNKNOWN } },
    });
  });

  it.each(["single", "group"] as const)("carries computed values inside a %s block", (mode) => {
    const config = { item: { name: "z", uid: null } };
    expect(planObject(holding(mode), config, { item: { name: "a", uid: "1" } })).toEqual({
      item: { name: "z", uid: "1" },
    });
    expect(planObject(holding(mode), config, null)).toEqual({ item: { name: "z", uid: UNKNOWN } });
  });

  it("leaves an absent single block absent", () => {
    expect(planObject(holding("single"), { item: null }, { item: { name: "a", uid: "1" } })).toEqual({ item: null });
  });

  it("passes blocks on that are not known yet", () => {
    expect(planObject(holding("set"), { item: UNKNOWN }, null)).toEqual({ item: UNKNOWN });
  });

  it("plans computed attributes inside nested attributes", () => {
    const nested: BlockSchema = {
      attributes: {
        one: { nested_type: { nesting_mode: "single", attributes: ITEM.attributes ?? {} }, optional: true },
        many: {
          nested_type: { nesting_mode: "set", attributes: ITEM.attributes ?? {} },
          optional: true,
          computed: true,
        },
      },
    };
    const config = { one: { name: "a", uid: null }, many: [{ name: "b", uid: null }] };
    expect(planObject(nested, config, null)).toEqual({
      one: { name: "a", uid: UNKNOWN },
      many: [{ name: "b", uid: UNKNOWN }],
    });
    const prior = { one: { name: "a", uid: "1" }, many: [{ name: "b", uid: "2" }] };
    expect(planObject(nested, config, prior)).toEqual(prior);
    expect(planObject(nested, { one: null, many: null }, null)).toEqual({ one: null, many: UNKNOWN });
  });
});
