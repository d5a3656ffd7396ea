/** The rules of the house that a compiler or a linter does not know, each a pure function from files to what breaks it. */
import { posix } from "node:path";
import ts from "typescript";
import boundaries from "../../scripts/lint/boundaries.json";
import { lineOf, linesOf, nodesOf, type SourceFile } from "./source-file";

/** Longest file and longest constructor, in lines. */
export const LIMITS = { file: 400, ninetiethPercentile: 300, median: 150, constructor: 30 } as const;

/** A rule over one file; a finding starts with the line it is on. */
export type Rule = (file: SourceFile) => readonly string[];

/** Imports of a file: the line, and the module as it is written. */
export function importsOf(file: SourceFile): readonly { readonly line: number; readonly module: string }[] {
  return nodesOf(file).flatMap((node) => {
    const module = moduleOf(node);
    return module === undefined ? [] : [{ line: lineOf(node), module }];
  });
}

function moduleOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return literal(node.argument.literal);
  if (!ts.isCallExpression(node)) return undefined;
  const loads = node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "require";
  return loads ? literal(node.arguments[0]) : undefined;
}

function literal(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteral(node) ? node.text : undefined;
}

/** Files are short enough to be read in one go. */
export const fileIsShort: Rule = ({ text }) => {
  const lines = text.trimEnd().split("\n").length;
  return lines > LIMITS.file ? [`${LIMITS.file}: file has ${lines} lines, at most ${LIMITS.file}`] : [];
};

/** A constructor is a table of contents. */
export const constructorsAreShort: Rule = (file) =>
  nodesOf(file)
    .filter(ts.isConstructorDeclaration)
    .filter((node) => linesOf(node) > LIMITS.constructor)
    .map((node) => `${lineOf(node)}: constructor has ${linesOf(node)} lines, at most ${LIMITS.constructor}`);

const rooms: Readonly<Record<string, readonly string[]>> = boundaries.rooms;

/** The room of a path and what that room may import; undefined for files outside all rooms, such as tests. */
function roomOf(path: string): { readonly room: string; readonly allowed: readonly string[] } | undefined {
  for (const [pattern, allowed] of Object.entries(rooms)) {
    const depth = pattern.split("/").length;
    const room = path.split("/").slice(0, depth).join("/");
    const matches = pattern.endsWith("/*") ? posix.dirname(room) === posix.dirname(pattern) : room === pattern;
    if (matches) return { room, allowed };
  }
  return undefined;
}

/** Imports point one way: see `scripts/lint/boundaries.json`. */
export const importsPointOneWay: Rule = (file) => {
  const place = roomOf(file.path);
  if (place === undefined) return [];
  const allowed = [place.room, ...place.allowed].map((path) => path.replace(/\.ts$/, ""));
  return importsOf(file)
    .filter(({ module }) => module.startsWith("."))
    .map(({ line, module }) => ({ line, target: posix.join(posix.dirname(file.path), module) }))
    .filter(({ target }) => !allowed.some((path) => target === path || target.startsWith(`${path}/`)))
    .map(({ line, target }) => `${line}: ${place.room} must not import ${target}`);
};

/** Pure rooms know nothing of cdktf; a provider's barrel is imported by nobody, and ts-node is not used. */
export const packagesAreAllowed: Rule = (file) => {
  const pure = boundaries.pure.some((room) => file.path.startsWith(`${room}/`));
  return importsOf(file).flatMap(({ line, module }) => {
    if (/^@cdktf\/provider-(aws|grafana)(\/lib(\/index(\.js)?)?)?$/.test(module)) return [`${line}: barrel ${module}`];
    if (/^ts-node(\/|$)/.test(module)) return [`${line}: ${module}`];
    const needsSynthesis = /^(cdktf|constructs|@cdktf\/.+)$/.test(module);
    return pure && needsSynthesis ? [`${line}: ${module} in a pure folder`] : [];
  });
};

/** The environment is read at the entry points only. */
export const environmentIsReadAtTheEdge: Rule = (file) => {
  if (boundaries.environment.some((room) => file.path === room || file.path.startsWith(`${room}/`))) return [];
  return nodesOf(file)
    .filter((node) => ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    .filter((node) => /^(globalThis\.)?process(\.env|\["env"\])$/.test(node.getText()))
    .map((node) => `${lineOf(node)}: process.env`);
};

/** Tests are neither skipped, nor focused, nor put off. */
export const testsRun: Rule = (file) =>
  nodesOf(file)
    .filter(ts.isPropertyAccessExpression)
    .filter((node) => /^(it|test|describe|suite)(\.\w+)*\.(skip|only|todo|fails)$/.test(node.getText()))
    .map((node) => `${lineOf(node)}: ${node.getText()}`);

/** No check is switched off in place: neither the compiler's, nor the linter's, nor cdktf's. */
export const checksStayOn: Rule = (file) => {
  const comments = /(@ts-(ignore|expect-error|nocheck)|eslint-disable|prettier-ignore)/;
  const inComments = file.text.split("\n").flatMap((line, index) => {
    const found = /(?:\/\/|\/\*|^\s*\*)(.*)$/.exec(line)?.[1]?.match(comments)?.[0];
    return found === undefined ? [] : [`${index + 1}: ${found}`];
  });
  const inCode = nodesOf(file)
    .filter((node) => ts.isIdentifier(node) && node.text === "skipValidation")
    .map((node) => `${lineOf(node)}: skipValidation`);
  return [...inComments, ...inCode];
};

/** Every optional prop says what happens without it. */
export const defaultsAreDocumented: Rule = (file) =>
  nodesOf(file)
    .filter(ts.isInterfaceDeclaration)
    .filter((node) => /(Props|Options|Input)$/.test(node.name.text) && isExported(node))
    .flatMap((node) => node.members.filter((member) => member.questionToken !== undefined))
    .filter((member) => !ts.getJSDocTags(member).some((tag) => tag.tagName.text === "default"))
    .map((member) => `${lineOf(member)}: ${member.name?.getText() ?? "member"} is optional and has no @default`);

function isExported(node: ts.InterfaceDeclaration): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** Files are named in kebab-case and, where constructs live, hold one exported class each, named
 * like the file, with or without the folder's name in front (`cost/catalogue.ts`: `CostCatalogue`). */
export const oneNounPerFile: Rule = (file) => {
  const name = posix.basename(file.path).replace(/(\.test|\.config|\.engines\.config)?\.ts$/, "");
  const findings = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ? [] : [`1: ${name} is not kebab-case`];
  if (!/^(constructs|stacks)\//.test(file.path)) return findings;
  const classes = nodesOf(file).filter(ts.isClassDeclaration).filter(isExportedClass);
  const noun = pascalCase(name);
  const nounOfFolder = `${pascalCase(posix.basename(posix.dirname(file.path)))}${noun}`;
  if (classes.length > 1) findings.push(`1: ${classes.length} exported classes in one file`);
  const [only] = classes;
  if (
    classes.length === 1 &&
    only?.name !== undefined &&
    isConstruct(only) &&
    ![noun, nounOfFolder].includes(only.name.text)
  ) {
    findings.push(`${lineOf(only)}: class ${only.name.text} lives in ${name}.ts, not in its own file`);
  }
  return findings;
};

function pascalCase(name: string): string {
  return name.replace(/(^|-)([a-z0-9])/g, (_match, _dash, letter: string) => letter.toUpperCase());
}

function isExportedClass(node: ts.ClassDeclaration): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function isConstruct(node: ts.ClassDeclaration): boolean {
  return node.heritageClauses?.some((clause) => /\b(Construct|\w*Stack)\b/.test(clause.getText())) ?? false;
}

const machinePath = /(?<![\w.~$}-])\/(root|home|Users|work|mnt\/[a-z])\/[\w.-]+|\b[A-Z]:\\{1,2}Users\b/;
const packageRegistry =
  /\b(registry\.(npmjs|yarnpkg)\.|npm\.pkg\.|pypi\.org\/simple|proxy\.golang\.org|artifact[o]ry|nexus\.)/;

/** Nothing committed knows a machine it was written on or a registry it was installed from. */
export const nothingIsLocal: Rule = ({ text }) =>
  text.split("\n").flatMap((line, index) => {
    const found = machinePath.exec(line)?.[0] ?? packageRegistry.exec(line)?.[0];
    return found === undefined ? [] : [`${index + 1}: ${found}`];
  });
