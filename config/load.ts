/** Loads an estate from a YAML file. Nothing of cdktf or of the bindings is imported here: a wrong estate is refused fast. */
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { withFilesBeside } from "./beside";
import { checkEstate } from "./check";
import type { EstateConfig } from "./estate";
import { EstateError, HIDDEN, type Problem } from "./problem";
import { hider } from "./secrets";
import { decodeText } from "./text";
import { readYaml } from "./yaml-source";

/** The checked estate of a YAML file, defaults filled in; throws an `EstateError` that holds every problem. */
export function loadEstate(path: string): EstateConfig {
  const source = readYaml(decodeText(bytesOf(path), path), path);
  const { input, problems: faults } = withFilesBeside(source.input, dirname(path), source.locate);
  const known = [...source.problems, ...faults.map((fault) => ({ ...fault, file: path }))];
  const problems = known.map((problem) => withoutSecrets(problem));
  if (input === undefined) throw new EstateError(problems);
  return checkEstate({ ...source, input, problems, file: path });
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new EstateError([unreadable(path, code)]);
  }
}

function unreadable(file: string, code: string): Problem {
  const place = { file, line: 0, column: 0, path: "", value: "" };
  if (code === "ENOENT")
    return { ...place, message: "does not exist", fix: "pass --config FILE or create estate.yaml (see examples/)" };
  if (code === "EISDIR")
    return { ...place, message: "is a folder", fix: "pass --config FILE with the file inside of it" };
  return { ...place, message: `cannot be read (${code})`, fix: "check the permissions of the file" };
}

function withoutSecrets(problem: Problem): Problem {
  const hide = hider([]);
  const hidden = (text: string): string => hide(text, HIDDEN);
  return { ...problem, path: hidden(problem.path), message: hidden(problem.message), fix: hidden(problem.fix) };
}
