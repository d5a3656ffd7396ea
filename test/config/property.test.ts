import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { defineEstate } from "../../config/define";
import { BASE, load, problemsOf, problemsOfObject } from "./support";
import { validEstate } from "./valid-estate";

/** As written to a file: without the keys that are undefined. */
const plain = (estate: object): object => JSON.parse(JSON.stringify(estate)) as object;

type Path = readonly (string | number)[];

function allPaths(node: unknown, path: Path = []): readonly Path[] {
  if (typeof node !== "object" || node === null) return [path];
  return [path, ...Object.entries(node).flatMap(([key, inner]) => allPaths(inner, [...path, key]))];
}

/** The estate with the node at `path` deleted, renamed, or replaced. */
function mutated(node: unknown, [key, ...rest]: Path, change: Change): unknown {
  if (key === undefined || typeof node !== "object" || node === null) return change.replacement;
  const entries = Object.entries(node).flatMap(([name, inner]): [string, unknown][] => {
    if (name !== key) return [[name, inner]];
    if (rest.length > 0) return [[name, mutated(inner, rest, change)]];
    if (change.kind === "delete") return [];
    return change.kind === "rename" ? [[change.name, inner]] : [[name, change.replacement]];
  });
  return Array.isArray(node) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

interface Change {
  readonly kind: "delete" | "rename" | "replace";
  readonly name: string;
  readonly replacement: unknown;
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom("delete", "rename", "replace"),
  name: fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString", "", "<<", "region", "eu-west-1")),
  replacement: fc.oneof(
    fc.anything({ maxDepth: 2 }),
    fc.constantFrom(
      null,
      [],
      {},
      "",
      "*",
      "create",
      -1,
      1e308,
      "arn:aws:iam::1:x",
      "cron(",
      "2026-01-01",
      [[]],
      [null],
    ),
  ),
});

describe("any estate", () => {
  it("is accepted when it is valid: 500 of them, no false alarm, and the same by YAML", () => {
    fc.assert(
      fc.property(validEstate, (estate) => {
        expect(problemsOfObject(estate)).toEqual([]);
        expect(load(stringify(plain(estate)))).toEqual(defineEstate(estate));
      }),
      { numRuns: 500 },
    );
  }, 120_000);

  it("is refused with problems and nothing else when something in it is changed", () => {
    const base: unknown = parse(BASE);
    const paths = allPaths(base);
    fc.assert(
      fc.property(fc.constantFrom(...paths), change, (path, how) => {
        for (const { message, fix, line, file } of problemsOfObject(mutated(base, path, how))) {
          expect([message, fix].every((text) => text.length > 0)).toBe(true);
          expect({ line, file }).toEqual({ line: 0, file: "" });
        }
      }),
      { numRuns: 800 },
    );
  }, 120_000);

  it("is refused at a line of the file when something in its YAML is changed", () => {
    const base: unknown = parse(BASE);
    const paths = allPaths(base);
    fc.assert(
      fc.property(fc.constantFrom(...paths), change, (path, how) => {
        fc.pre(how.name !== "<<"); // a plain key of an object, and a merge key in YAML
        const wrong = mutated(base, path, how);
        const text = stringify(typeof wrong === "object" && wrong !== null ? plain(wrong) : {});
        const problems = problemsOf(text);
        const last = text.split("\n").length;

        expect(problems.filter(({ line, column }) => line < 1 || line > last || column < 1)).toEqual([]);
        expect(problems.map(({ path: at, message }) => `${at} ${message}`)).toEqual(
          problemsOfObject(parse(text, { merge: true })).map(({ path: at, message }) => `${at} ${message}`),
        );
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it("is never more than refused when its text is cut, joined or garbled", () => {
    fc.assert(
      fc.property(
        fc.nat(BASE.length),
        fc.nat(40),
        fc.string({ maxLength: 12, unit: "binary" }),
        (from, length, put) => {
          for (const { fix } of problemsOf(BASE.slice(0, from) + put + BASE.slice(from + length)))
            expect(fix).not.toBe("");
        },
      ),
      { numRuns: 400 },
    );
  }, 120_000);
});
