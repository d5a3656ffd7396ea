import { fileURLToPath } from "node:url";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { EstateError, problemText } from "../../config/problem";
import { SECRET_FORMATS } from "../../config/secret-formats";
import { hider, secretIn } from "../../config/secrets";
import { SECRET_SAMPLES } from "./secret-samples";
import { BASE, planted, problemsIn, problemsOf, problemsOfObject, load } from "./support";

const showcase = (): unknown =>
  parse(readFileSync(fileURLToPath(new URL("../../estate.yaml", import.meta.url)), "utf8")) as unknown;
const base64 = (text: string): string => Buffer.from(text).toString("base64");

type Path = readonly (string | number)[];

/** Every place of an estate that holds a text. */
function textPaths(node: unknown, path: Path = []): readonly Path[] {
  if (typeof node === "string") return [path];
  if (typeof node !== "object" || node === null) return [];
  const entries: readonly [string | number, unknown][] = Array.isArray(node)
    ? node.map((item: unknown, index) => [index, item])
    : Object.entries(node);
  return entries.flatMap(([key, value]) => textPaths(value, [...path, key]));
}

function replaced(node: unknown, [key, ...rest]: Path, value: string): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node))
    return node.map((item: unknown, index) => (index === key ? replaced(item, rest, value) : item));
  return Object.fromEntries(
    Object.entries(node as object).map(([name, inner]) => [name, name === key ? replaced(inner, rest, value) : inner]),
  );
}

describe("literal secrets", () => {
  it("has a sample for every format", () => {
    expect(new Set(SECRET_SAMPLES.map(([issuer]) => issuer))).toEqual(new Set(SECRET_FORMATS.map(({ name }) => name)));
  });

  it.each(SECRET_SAMPLES)("knows a %s: alone, in a sentence, in base64, and twice encoded", (issuer, sample) => {
    expect(secretIn(sample)).toBe(issuer);
    expect(secretIn(`token is "${sample}" today`)).toBe(issuer);
    expect(secretIn(base64(sample))).toBe(`${issuer}, in base64`);
    expect(secretIn(`Basic ${base64(`robot ${sample}`)}`)).toBe(`${issuer}, in base64`);
    expect(secretIn(base64(base64(sample)))).toBe(`${issuer}, in base64`);
  });

  it("finds 12 formats and more in every text of the showcase, and shows them nowhere", () => {
    const estate = showcase();
    const paths = textPaths(estate);
    expect(paths.length).toBeGreaterThan(50);
    const missed: string[] = [];
    const shown: string[] = [];
    for (const [turn, [issuer, sample]] of SECRET_SAMPLES.entries())
      for (const [index, path] of paths.entries()) {
        const turns = (turn + index) % 9; // each place sees a third of the formats plainly, and others in base64
        if (turns % 3 !== 0 && turns !== 1) continue;
        const written = turns === 1 ? base64(sample) : sample;
        const problems = problemsOfObject(replaced(estate, path, written));
        const where = `${issuer} at ${path.join(".")}`;
        if (!problems.some(({ message }) => message.startsWith(`literal secret: ${issuer}`))) missed.push(where);
        const text = (JSON.stringify(problems) + problems.map(problemText).join("\n")).toLowerCase();
        const parts = [written.slice(0, 16), written.slice(8, 24), written.slice(-12)];
        if (parts.some((part) => text.includes(part.toLowerCase()))) shown.push(where);
      }

    expect({ missed, shown }).toEqual({ missed: [], shown: [] });
  }, 120_000);

  it("is told with place, path and what to do, beside the other problems of the same value", () => {
    const [, token] = SECRET_SAMPLES[0] ?? ["", ""];

    expect(problemsOf(planted("slug: acme", `slug: ${token}`))).toEqual([
      {
        file: "estate.yaml",
        line: 20,
        column: 30,
        path: "grafana.stack.existing.slug",
        message: "literal secret: Grafana Cloud access policy token",
        value: "(hidden)",
        fix: "revoke it, put the new one in AWS Secrets Manager, and keep it out of this file",
      },
      {
        file: "estate.yaml",
        line: 20,
        column: 30,
        path: "grafana.stack.existing.slug",
        message: "must be 3-29 lower-case letters and digits, starting with a letter",
        value: "(hidden)",
        fix: "write, for example, acme",
      },
    ]);
  });

  it("is found in keys, and hidden in paths, messages and fixes", () => {
    const [, token] = SECRET_SAMPLES[6] ?? ["", ""];
    const told = problemsOf(planted("owner: platform", `owner: ${token}\n  ${token}: x`)).map(problemText);

    expect(told).toEqual([
      "estate.yaml:17:10 grafana.owner: literal secret: GitHub token (value hidden). Revoke it, put the new one in AWS Secrets Manager, and keep it out of this file.",
      "estate.yaml:17:10 grafana.owner: must start with a letter and hold only lower-case letters, digits and hyphens, at most 31 (value hidden). Replace the secret.",
      "estate.yaml:18:3 grafana.(hidden): literal secret: GitHub token (value hidden). Revoke it, put the new one in AWS Secrets Manager, and keep it out of this file.",
      "estate.yaml:18:3 grafana.(hidden): unrecognized key (hidden). Known keys: platform, plan, stack, amazonManaged, access, owner, externalId, queryCaching, dataSources, folders, sso, privateConnectivity, privateLink.",
    ]);
  });

  it("is hidden in problems of YAML itself", () => {
    const [, token] = SECRET_SAMPLES[6] ?? ["", ""];
    const wrong = [`${token}: 1\n${token}: 2\n${BASE}`, `a: *${token}\n`, `a: !${token} b\n`];

    for (const content of wrong) {
      const error = problemsIn(() => load(content));
      expect(error.length).toBeGreaterThan(0);
      expect(new EstateError(error).message).not.toContain(token);
    }
  });

  it.each([
    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:grafana/token-AbCdEf",
    "https://acme.grafana.net",
    "https://grafana.example.com:8443/a/b?c=d@e",
    "mailto:platform@example.com",
    "glc",
    "a-name-that-mentions-ghp-and-akia",
    "cron(0 2 * * ? *)",
    "subnet-0123456789abcdef0",
    "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "-----BEGIN CERTIFICATE-----",
  ])("does not take %s for one", (text) => {
    expect(secretIn(text)).toBeUndefined();
    expect(hider([])(text, "told")).toBe(text);
  });
});
