/** The repository's own files as data, for the tests that judge how the code is built. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** Absolute path of the repository. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A file and what is in it; the path is relative to the repository, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Every text file git would commit; what is ignored or generated is left out. */
export function repositoryFiles(): readonly SourceFile[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return listed
    .split("\0")
    .filter((path) => path !== "" && !path.endsWith(".gz") && existsSync(join(ROOT, path)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

const trees = new WeakMap<SourceFile, readonly ts.Node[]>();

/** Every node of a file's syntax tree, parents first; types are not looked at. Each file is parsed once. */
export function nodesOf(file: SourceFile): readonly ts.Node[] {
  const known = trees.get(file);
  if (known !== undefined) return known;
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true));
  trees.set(file, nodes);
  return nodes;
}

/** First line of a node, counted from 1. */
export function lineOf(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

/** How many lines a node covers. */
export function linesOf(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getEnd()).line + 2 - lineOf(node);
}
