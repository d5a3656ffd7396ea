/** An estate in YAML: its value, the place of each node, and what is wrong with the YAML itself. */
import { Composer, LineCounter, Parser } from "yaml";
import type { Document } from "yaml";
import type { Locate, Place } from "./place";
import type { Problem } from "./problem";
import { duplicateKeys, MOST_ALIASES, syntaxFaults, tooDeep, type YamlFault } from "./yaml-faults";
import { deepToken } from "./yaml-depth";
import { findNode } from "./yaml-offsets";

export interface YamlSource {
  /** The estate as data; undefined when the YAML could not be read as one document. */
  readonly input: unknown;
  readonly locate: Locate;
  readonly problems: readonly Problem[];
}

/** Reads YAML 1.2 with merge keys. `file` is only named in problems. */
export function readYaml(text: string, file: string): YamlSource {
  const lines = new LineCounter();
  const place = (offset: number, order = 0): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), order };
  };
  const problem = ({ offset, path, message, fix }: YamlFault): Problem => {
    const { line, column } = place(offset);
    return { file, line, column, path, message, value: "", fix };
  };

  const { documents, faults } = parse(text, lines);
  const document = documents[0];
  if (document === undefined || faults.length > 0)
    return { input: undefined, locate: () => place(0), problems: firstOfEachLine(faults.map(problem)) };

  return {
    input: document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown,
    locate: (path, atKey) => {
      const { offset, depth } = findNode(document, path, atKey);
      return place(offset, depth);
    },
    problems: duplicateKeys(document, (offset) => place(offset).line).map(problem),
  };
}

/** What follows on the same line is mostly said by the parser because of the first. */
function firstOfEachLine(problems: readonly Problem[]): readonly Problem[] {
  const lines = problems.map(({ line }) => line);
  return problems.filter(({ line }, index) => lines.indexOf(line) === index);
}

interface Parsed {
  readonly documents: readonly Document.Parsed[];
  readonly faults: readonly YamlFault[];
}

/** Depth is looked at between parsing, which needs no stack, and composing, which is recursive. */
function parse(text: string, lines: LineCounter): Parsed {
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = deepToken(tokens);
  if (deep !== undefined) return { documents: [], faults: [tooDeep(deep)] };
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false, merge: true, logLevel: "silent" });
  const documents = [...composer.compose(tokens)];
  return { documents, faults: syntaxFaults(documents) };
}
