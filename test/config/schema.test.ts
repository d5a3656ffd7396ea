import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import grafanaPlans from "../../config/facts/grafana-plans.json" with { type: "json" };
import regions from "../../config/facts/regions.json" with { type: "json" };
import { athenaResultsBucketName, costBucketName } from "../../config/names";
import { nearest } from "../../config/nearest";
import { partitionOf } from "../../config/partition";
import { configurationReference } from "../../config/reference";
import { partitionOfKnown, REGIONS } from "../../config/regions";
import { estateJsonSchema } from "../../config/schema-json";
import { pathText, problemText } from "../../config/problem";
import { shownValue } from "../../config/shown-value";
import { showcase } from "../support/fixtures";

const file = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");

interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
}

/** Every property below a schema, with its path. */
function properties(schema: JsonSchema, path: string): readonly (readonly [path: string, schema: JsonSchema])[] {
  const named = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const inside = path === "" ? name : `${path}.${name}`;
    return [[inside, inner] as const, ...properties(inner, inside)];
  });
  const others = schema.additionalProperties;
  const keyed = typeof others === "object" ? properties(others, `${path}.<key>`) : [];
  return [...named, ...keyed, ...(schema.items === undefined ? [] : properties(schema.items, `${path}[]`))];
}

describe("what is generated from the schema", () => {
  it("is up to date in estate.schema.json (npm run schema)", () => {
    expect(JSON.parse(file("estate.schema.json"))).toEqual(JSON.parse(JSON.stringify(estateJsonSchema())));
  });

  it("is up to date in docs/configuration.md (npm run schema)", () => {
    expect(file("docs/configuration.md")).toBe(configurationReference());
  });

  it("describes every key, in a sentence that ends", () => {
    const all = properties(estateJsonSchema(), "");

    expect(all.length).toBeGreaterThan(80);
    expect(all.filter(([, { description = "" }]) => !/^[A-Z`].*\.$/.test(description)).map(([path]) => path)).toEqual(
      [],
    );
  });

  it("has a row for every key", () => {
    const reference = configurationReference();
    const missing = properties(estateJsonSchema(), "").filter(([path]) => !reference.includes(`| \`${path}\` |`));

    expect(missing.map(([path]) => path)).toEqual([]);
  });

  it("refuses unknown keys in every mapping", () => {
    const mappings = properties(estateJsonSchema(), "").filter(([, { type }]) => type === "object");
    const open = mappings.filter(([, { additionalProperties }]) => additionalProperties === undefined);

    expect(open.map(([path]) => path)).toEqual([]);
  });
});

describe("facts that age", () => {
  it.each([
    ["regions.json", regions],
    ["grafana-plans.json", grafanaPlans],
  ])("%s says where it is from and when it was read", (_name, facts) => {
    expect(facts.source).not.toBe("");
    expect(facts.url).toMatch(/^https:\/\//);
    expect(facts.date).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  it("agrees with the partition that a region's name says", () => {
    expect(REGIONS.length).toBeGreaterThan(35);
    expect(REGIONS.filter((region) => partitionOfKnown(region) !== partitionOf(region))).toEqual([]);
    expect(partitionOfKnown("eu-west-4")).toBeUndefined();
  });
});

describe("small helpers", () => {
  it("names buckets after organisation, account and region", () => {
    expect(costBucketName(showcase())).toBe("acme-cost-111122223333-eu-central-1");
    expect(athenaResultsBucketName(showcase())).toBe("acme-athena-111122223333-eu-central-1");
    expect(costBucketName({ ...showcase(), cost: undefined })).toBe("");
  });

  it.each([
    ["regoin", ["region", "role", "id"], ["region"]],
    ["REGION", ["region"], ["region"]],
    ["eu-west-4", ["eu-west-1", "eu-west-2", "us-west-2"], ["eu-west-1", "eu-west-2"]],
    ["colour", ["region", "role", "id"], []],
    ["x", [], []],
  ])("finds what %s may mean", (word, known, expected) => {
    expect(nearest(word, known)).toEqual(expected);
  });

  it.each([
    [undefined, ""],
    [null, "nothing"],
    ["a\nb", '"a\\nb"'],
    ["x".repeat(100), `"${"x".repeat(29)}…${"x".repeat(29)}"`],
    [12, "12"],
    [false, "false"],
    [10n, "10"],
    [[], "an empty list"],
    [[1], "a list of 1"],
    [{ a: 1 }, "a mapping of 1"],
    [() => 1, "a function"],
  ])("shows %o as %s", (value, expected) => {
    expect(shownValue(value)).toBe(expected);
  });

  it("writes paths as people do", () => {
    expect(pathText(["a", "b-c", 2, "d"])).toBe("a.b-c[2].d");
    expect(pathText(["a", "b.c", "d"])).toBe('a["b.c"].d');
    expect(pathText([])).toBe("");
  });

  it("writes a problem without file, path or value on one line", () => {
    const problem = { file: "", line: 0, column: 0, path: "", message: "is wrong", value: "", fix: "mend it" };

    expect(problemText(problem)).toBe("is wrong. Mend it.");
    expect(problemText({ ...problem, path: "a.b", value: "1" })).toBe("a.b: is wrong (got 1). Mend it.");
    expect(problemText({ ...problem, value: "(hidden)" })).toBe("is wrong (value hidden). Mend it.");
  });
});
