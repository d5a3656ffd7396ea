/** An estate in YAML: its value, the place of each node, and what is wrong with the YAML itself. */
import { LineCounter, parseAllDocuments } from "yaml";
import type { Document } from "yaml";
import type { Locate } from "./place";
import type { Problem } from "./problem";
import { duplicateKeys, MOST_ALIASES, syntaxFaults, TOO_DEEP, type YamlFault } from "./yaml-faults";
import { offsetOf } from "./yaml-offsets";

export interface YamlSource {
  /** The estate as data; undefined when the YAML could not be read as one document. */
  readonly input: unknown;
  readonly locate: Locate;
  readonly problems: readonly Problem[];
}

/** Reads YAML 1.2 with merge keys. `file` is only named in problems. */
export function readYaml(text: string, file: string): YamlSource {
  const lines = new LineCounter();
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), order: offset };
  };
  const problem = ({ offset, path, message, fix }: YamlFault): Problem => {
    const { line, column } = place(offset);
    return { file, line, column, path, message, value: "", fix };
  };

  const { documents, faults } = parse(text, lines);
  const document = documents[0];
  if (document === undefined || faults.length > 0)
    return { input: undefined, locate: () => place(0), problems: faults.map(problem) };

  return {
    input: document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown,
    locate: (path, atKey) => place(offsetOf(document, path, atKey)),
    problems: duplicateKeys(document, (offset) => place(offset).line).map(problem),
  };
}

interface Parsed {
  readonly documents: readonly Document.Parsed[];
  readonly faults: readonly YamlFault[];
}

function parse(text: string, lineCounter: LineCounter): Parsed {
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter,
      prettyErrors: false,
      uniqueKeys: false,
      merge: true,
      logLevel: "silent",
    });
    const documents = Array.isArray(parsed) ? parsed : [];
    return { documents, faults: syntaxFaults(documents) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // anything but the end of the stack is a fault of ours
    return { documents: [], faults: [TOO_DEEP] };
  }
}
