/**
 * Literal secrets in an estate. A secret belongs in Secrets Manager and the estate holds its ARN; one that was written
 * into a file is reported wherever it stands, also when encoded, and is never shown again.
 */
import { HIDDEN, type Finding } from "./problem";
import { SECRET_FORMATS } from "./secret-formats";

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
export function secretIn(text: string, depth = 0): string | undefined {
  const plain = SECRET_FORMATS.find(({ pattern }) => text.search(pattern) >= 0)?.name;
  if (plain !== undefined || depth === DEEPEST) return plain;
  for (const decoded of decodings(text)) {
    const inside = secretIn(decoded, depth + 1);
    if (inside !== undefined) return depth === 0 ? `${inside}, in base64` : inside;
  }
  return undefined;
}

/** Replaces by `(hidden)` the given texts, and anything else that looks like a secret. */
export function hider(texts: readonly string[]): (text: string) => string {
  const written = texts.flatMap((text) => [text, JSON.stringify(text), JSON.stringify(text).slice(1, -1)]);
  const longestFirst = [...new Set(written)].toSorted((a, b) => b.length - a.length);
  return (text) => {
    const known = longestFirst.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
    return SECRET_FORMATS.reduce((rest, { pattern }) => rest.replace(pattern, HIDDEN), known);
  };
}

/** What the base64 runs of a text decode to, from each of the four places where a group can begin. */
function decodings(text: string): readonly string[] {
  const joined = text.replace(/\s+/g, "");
  const runs = [text, joined].flatMap((candidate) => candidate.match(/[A-Za-z0-9+/_-]{16,}/g) ?? []);
  return [...new Set(runs)].flatMap((run) =>
    [0, 1, 2, 3].map((skipped) => Buffer.from(run.slice(skipped), "base64").toString("latin1")),
  );
}
