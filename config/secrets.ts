/**
 * Literal secrets in an estate. A secret belongs in Secrets Manager and the estate holds its ARN; one that was written
 * into a file is reported wherever it stands, also when encoded, and is never shown again.
 */
import { HIDDEN, type Finding } from "./problem";
import { SECRET_FORMATS } from "./secret-formats";

/** Letters and digits at the beginning of a secret that must not be told, in any case and punctuation. */
const TELLING = 12;

/** Encodings inside of encodings that are looked into. */
const DEEPEST = 2;

export interface FoundSecrets {
  readonly findings: readonly Finding[];
  /** Every text of the estate that is or holds a secret. */
  readonly texts: readonly string[];
}

/** Looks at every text of an estate, keys as well as values. */
export function findSecrets(root: unknown): FoundSecrets {
  const findings: Finding[] = [];
  const texts: string[] = [];
  const look = (text: string, path: Finding["path"], atKey: boolean): void => {
    const name = secretIn(text);
    if (name === undefined) return;
    texts.push(text);
    findings.push({
      path,
      message: `literal secret: ${name}`,
      value: HIDDEN,
      fix: "revoke it, put the new one in AWS Secrets Manager, and keep it out of this file",
      atKey,
    });
  };
  const visit = (node: unknown, path: Finding["path"], above: ReadonlySet<unknown>): void => {
    if (typeof node === "string") look(node, path, false);
    if (typeof node !== "object" || node === null || above.has(node)) return;
    const inside = new Set(above).add(node);
    if (Array.isArray(node)) node.forEach((item, index) => visit(item, [...path, index], inside));
    else
      for (const [key, value] of Object.entries(node)) {
        look(key, [...path, key], true);
        visit(value, [...path, key], inside);
      }
  };
  visit(root, [], new Set());
  return { findings, texts };
}

/** What kind of secret a text is or holds, plainly or in base64; undefined for none. */
export function secretIn(text: string): string | undefined {
  const [first] = secretParts(text);
  return first === undefined ? undefined : first.encoded ? `${first.name}, in base64` : first.name;
}

/** Hides secrets in a text; gives `instead` where what is left still tells one, for example in lower case. */
export type Hide = (text: string, instead: string) => string;

/** Hides what is secret in the given texts, and anything else that looks like a secret. */
export function hider(texts: readonly string[]): Hide {
  const parts = texts.flatMap((text) => secretParts(text).map((part) => part.text));
  const written = [...texts, ...parts].flatMap((text) => [
    text,
    JSON.stringify(text),
    JSON.stringify(text).slice(1, -1),
  ]);
  const longestFirst = [...new Set(written)].toSorted((a, b) => b.length - a.length);
  const telling = parts.map((part) => folded(part).slice(0, TELLING)).filter((part) => part.length === TELLING);
  return (text, instead) => {
    const known = longestFirst.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
    const hidden = SECRET_FORMATS.reduce((rest, { pattern }) => rest.replace(pattern, HIDDEN), known);
    return telling.some((part) => folded(hidden).includes(part)) ? instead : hidden;
  };
}

interface SecretPart {
  readonly name: string;
  /** The secret as it is written in the text. */
  readonly text: string;
  readonly encoded: boolean;
}

function secretParts(text: string, depth = 0): readonly SecretPart[] {
  const plain = SECRET_FORMATS.flatMap(({ name, pattern }) =>
    (text.match(pattern) ?? []).map((part) => ({ name, text: part, encoded: false })),
  );
  if (depth === DEEPEST) return plain;
  const encoded = base64Runs(text).flatMap((run) =>
    decodings(run)
      .flatMap((decoded) => secretParts(decoded, depth + 1))
      .map(({ name }) => ({ name, text: run, encoded: true })),
  );
  return [...plain, ...encoded];
}

/** Runs of base64, also where they are broken over lines. */
function base64Runs(text: string): readonly string[] {
  const joined = text.replace(/\s+/g, "");
  return [...new Set([text, joined].flatMap((candidate) => candidate.match(/[A-Za-z0-9+/_-]{16,}/g) ?? []))];
}

/** What a run decodes to, from each of the four places where a group can begin. */
function decodings(run: string): readonly string[] {
  return [0, 1, 2, 3].map((skipped) => Buffer.from(run.slice(skipped), "base64").toString("latin1"));
}

/** A text without what a rule may change in it: case and punctuation. */
function folded(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
