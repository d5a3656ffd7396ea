/** Filters, written alike for every query language: which labels must have which values. */
import { plainText, type Use } from "./use";

/** The value that people choose in a variable of the dashboard. Alerts have no such filter. */
export interface Chosen {
  readonly variable: string;
}

/** Text equals. `true` is what the variable with the filter's own name holds. */
export type Wanted =
  | string
  | true
  | Chosen
  | { readonly not: string }
  | { readonly matches: string }
  | { readonly matchesNot: string }
  | { readonly oneOf: readonly string[] };

/** Wanted values by label. `account`, `region`, `environment` and `service` stand for the labels of the contract. */
export type Filter = Readonly<Record<string, Wanted>>;

export type Operator = "=" | "!=" | "=~" | "!~";

/** One condition of a filter; its value is not quoted yet. */
export interface Condition {
  readonly word: string;
  readonly operator: Operator;
  readonly value: string;
}

/** What a variable of another name holds. */
export function chosen(variable: string): Chosen {
  return { variable };
}

/** A filter as conditions, those that a variable would choose left out of alerts. */
export function conditions(filter: Filter, use: Use): Condition[] {
  return Object.entries(filter).flatMap(([word, wanted]) => {
    if (wanted === true) return fromVariable(word, word, use);
    if (typeof wanted === "string") return [{ word, operator: "=", value: plainText(wanted) }];
    if ("variable" in wanted) return fromVariable(word, wanted.variable, use);
    if ("not" in wanted) return [{ word, operator: "!=", value: plainText(wanted.not) }];
    if ("matches" in wanted) return [{ word, operator: "=~", value: plainText(wanted.matches) }];
    if ("matchesNot" in wanted) return [{ word, operator: "!~", value: plainText(wanted.matchesNot) }];
    return [{ word, operator: "=~", value: wanted.oneOf.map(escapeRegExp).map(plainText).join("|") }];
  });
}

/** Text in double quotes, as PromQL, LogQL and TraceQL read it. */
export function quoted(text: string): string {
  return `"${text
    .replaceAll("\\", String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll("\n", String.raw`\n`)}"`;
}

function fromVariable(word: string, variable: string, use: Use): Condition[] {
  return use === "alert" ? [] : [{ word, operator: "=~", value: `$${variable}` }];
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^{}()|[\]\\]/g, String.raw`\$&`);
}
