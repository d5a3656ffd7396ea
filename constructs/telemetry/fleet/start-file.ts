/**
 * How a program is started, for the launcher: a word and its value on each line. Nothing is quoted, so that no sign of a
 * value is taken for anything else; a value is one line.
 */

/** What a program's environment is filled from. */
export interface StartEnvironment {
  /** @default {} */
  readonly variables?: Readonly<Record<string, string>>;
  /** ARN of a secret or of an SSM parameter, as `valueFrom` of ECS takes it: with field and version. @default {} */
  readonly secrets?: Readonly<Record<string, string>>;
}

export interface Start extends StartEnvironment {
  /** Path of the program. */
  readonly program: string;
  readonly arguments: readonly string[];
  /** Variables that hold the instance's id. @default [] */
  readonly instanceIds?: readonly string[];
}

export function startText({ program, arguments: given, instanceIds = [], ...environment }: Start): string {
  return [
    line("program", program),
    ...given.map((argument) => line("argument", argument)),
    ...instanceIds.map((name) => line("instance", name)),
    ...environmentLines(environment),
  ].join("");
}

/** Lines of an environment by itself. The first says what it is, so that the text is never empty. */
export function environmentText(environment: StartEnvironment): string {
  return ["# What the plan did not know: addresses, and where secrets are.\n", ...environmentLines(environment)].join(
    "",
  );
}

function environmentLines({ variables = {}, secrets = {} }: StartEnvironment): readonly string[] {
  return [
    ...sorted(variables).map(([name, value]) => line("variable", `${name} ${value}`)),
    ...sorted(secrets).map(([name, arn]) => line("secret", `${name} ${arn}`)),
  ];
}

function sorted(values: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function line(word: string, value: string): string {
  if (/[\r\n]/.test(value)) throw new Error(`${word} ${JSON.stringify(value)} is more than one line`);
  return `${word} ${value}\n`;
}
