/** One field of a schedule: `*`, `5`, `MON-FRI`, `0/15`, `1,15`, and where the field allows it `?`, `L`, `3W`, `6#3`. */

export interface CronField {
  readonly name: string;
  /** Smallest and largest number. */
  readonly from: number;
  readonly to: number;
  /** Names for the numbers, beginning at `from`; empty for none. */
  readonly names: readonly string[];
  readonly specials: readonly ("?" | "L" | "W" | "#")[];
}

/** The numbers meant, undefined where they depend on the calendar; or what is wrong. */
export type CronFieldReading =
  { readonly values: readonly number[] | undefined } | { readonly message: string; readonly fix: string };

export function readCronField(field: CronField, text: string): CronFieldReading {
  if (text === "?" && field.specials.includes("?")) return { values: undefined };
  const special = readSpecial(field, text);
  if (special !== undefined) return special ? { values: undefined } : wrong(field, text);
  const values: number[] = [];
  for (const item of text.split(",")) {
    const numbers = readItem(field, item, text);
    if (numbers === undefined) return wrong(field, item);
    values.push(...numbers);
  }
  return { values: [...new Set(values)] };
}

/** Whether a calendar word is right; undefined when the text is none. */
function readSpecial(field: CronField, text: string): boolean | undefined {
  const match = /^(?<day>\w*?)(?<sign>L|W|#(?<nth>\d+))$/i.exec(text)?.groups;
  if (match === undefined || numberOf(field, text) !== undefined) return undefined;
  const { day = "", sign = "", nth } = match;
  const known = numberOf(field, day) !== undefined;
  const allowed = (special: CronField["specials"][number]) => field.specials.includes(special);
  if (nth !== undefined) return allowed("#") && known && Number(nth) >= 1 && Number(nth) <= 5;
  if (sign.toUpperCase() === "W") return allowed("W") && known;
  return allowed("L") && (day === "" || (known && field.names.length > 0));
}

/** `*`, `5`, `1-5`, each with an optional `/step`; a lone `*` only where it is the whole field. */
function readItem(field: CronField, item: string, whole: string): readonly number[] | undefined {
  const match = /^(?<range>\*|\w+(?:-\w+)?)(?:\/(?<step>\d+))?$/.exec(item)?.groups;
  if (match?.["range"] === undefined || (match["range"] === "*" && item !== whole)) return undefined;
  const { range, step } = match;
  const [low = "", high] = range === "*" ? [String(field.from), String(field.to)] : range.split("-");
  const first = numberOf(field, low);
  const last = high === undefined ? (step === undefined ? first : field.to) : numberOf(field, high);
  const stride = step === undefined ? 1 : Number(step);
  if (first === undefined || last === undefined || first > last || stride < 1) return undefined;
  return Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, index) => first + index * stride);
}

function numberOf(field: CronField, text: string): number | undefined {
  const named = field.names.indexOf(text.toUpperCase());
  if (named >= 0) return field.from + named;
  if (!/^\d{1,4}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= field.from && number <= field.to ? number : undefined;
}

function wrong(field: CronField, item: string): CronFieldReading {
  const { name, from, to, names, specials } = field;
  const named = names.length === 0 ? "" : ` or ${String(names[0])}-${String(names.at(-1))}`;
  const signs = [",", "-", "*", "/", ...specials].join(" ");
  return {
    message: `${name} "${item}" is not understood`,
    fix: `write ${String(from)}-${String(to)}${named}, with ${signs} as needed`,
  };
}
