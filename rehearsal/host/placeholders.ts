/**
 * Invents what only the cloud knows: stable (the same arguments give the same values), typed, and of a believable
 * shape. Shapes are data, in `data/placeholders-*.json`; what no table knows gets a value by its name and type.
 */
import { createHash } from "node:crypto";
import type { TypeExpression } from "../schema/schema-types";
import { isWhollyKnown, type ObjectValue, type Value } from "./dynamic-value";
import type { Filling, Gap } from "./fill-object";
import { partitionOf, type Home } from "./home";
import { placeholderTable, type Shape } from "./placeholder-table";

/** The thing that placeholders are made for. */
export interface Subject {
  readonly kind: "resource" | "data";
  readonly type: string;
  /** What is known of it: its arguments, and what was worked out so far. */
  readonly values: ObjectValue;
  /** The id it was imported by.
   * @default - its arguments tell it apart */
  readonly importId?: string;
}

/** How to fill the gaps of one thing. */
export function placeholdersFor(subject: Subject, home: Home): Filling {
  const maker = new PlaceholderMaker(subject, home);
  return {
    invent: (gap) => maker.invent(gap),
    known: (path, type) => maker.shaped(path, type),
  };
}

/** Made up, and never to be mistaken for the real thing. */
const HIDDEN = /(^|_)(password|secret|token|private_key|secret_key|key_secret)$/;

class PlaceholderMaker {
  private readonly digest: string;
  private readonly table;
  private readonly pending = new Set<string>();

  constructor(
    private readonly subject: Subject,
    private readonly home: Home,
  ) {
    this.digest = digestOf(subject);
    this.table = placeholderTable(subject.type);
  }

  /** The value a table gives for a whole attribute, if any. */
  shaped(path: readonly string[], type: TypeExpression): Value | undefined {
    const name = path.join(".");
    if (name === "id" && this.subject.importId !== undefined) return convert(this.subject.importId, type);
    const shape = this.shapeOf(name);
    return shape === undefined ? undefined : convert(this.expand(shape), type);
  }

  /** A value for an attribute no table lists by type: by its name, else by its type. */
  invent(gap: Gap): Value {
    const name = gap.path.at(-1) ?? "value";
    if (gap.type === "bool") return false;
    const shape = this.table.names.find(([pattern]) => pattern.test(name))?.[1];
    if (gap.type === "number") return typeof shape === "number" ? shape : gap.optional ? 0 : this.number(gap);
    const text = this.text(name, gap, shape);
    return gap.type === "dynamic" ? [Buffer.from('"string"'), text] : text;
  }

  /** What an argument could have set and did not is empty, unless its name says that something is always there. */
  private text(name: string, gap: Gap, shape: Shape | undefined): string {
    if (gap.sensitive || HIDDEN.test(name)) return gap.optional ? "" : `rehearsal-${this.hash(this.place(gap), 24)}`;
    if (shape !== undefined) return asText(this.expand(shape, this.place(gap)));
    if (name === "id") return this.table.defaultId(this.lookUp);
    return gap.optional ? "" : `${name.replaceAll("_", "-")}-${this.hash(this.place(gap), 8)}`;
  }

  /** Tells gaps of one thing apart: by path and, inside blocks, by what else the block holds. */
  private place(gap: Gap): string {
    return gap.path.length === 1 ? gap.path.join() : `${gap.path.join(".")}${json(knownPart(gap.siblings))}`;
  }

  private shapeOf(name: string): Shape | undefined {
    const key = this.subject.kind === "data" ? `data.${this.subject.type}` : this.subject.type;
    return this.table.types[key]?.[name] ?? this.table.types[this.subject.type]?.[name];
  }

  private expand(shape: Shape, place = ""): Value {
    if (typeof shape === "string") {
      return shape.replace(/\{([^{}"\s]+)\}/g, (_, names: string) => this.first(names.split("|"), place));
    }
    if (Array.isArray(shape)) return shape.map((item: Shape) => this.expand(item, place));
    if (typeof shape === "object" && shape !== null) {
      return Object.fromEntries(Object.entries(shape).map(([key, item]) => [key, this.expand(item, place)]));
    }
    return shape;
  }

  private first(names: readonly string[], place: string): string {
    for (const name of names) {
      const found = this.lookUp(name, place);
      if (found !== undefined) return found;
    }
    return this.hash(names.join(), 8);
  }

  /** A builtin (`$region`), a literal (`'/'`), a known argument, or another shaped attribute of the same thing. */
  private readonly lookUp = (name: string, place = ""): string | undefined => {
    if (name.startsWith("$")) return this.builtin(name.slice(1), place);
    if (name.startsWith("'")) return name.slice(1, -1);
    const value = this.subject.values[name];
    if ((typeof value === "string" && value !== "") || typeof value === "number" || typeof value === "boolean")
      return String(value);
    const shape = this.shapeOf(name);
    if (shape === undefined || this.pending.has(name)) return undefined;
    this.pending.add(name);
    const expanded = this.expand(shape);
    this.pending.delete(name);
    return asText(expanded);
  };

  private builtin(name: string, place: string): string {
    const width = Number(/\d+$/.exec(name)?.[0] ?? 8);
    const region = this.regionOf();
    switch (name.replace(/\d+$/, "")) {
      case "account":
        return this.home.account;
      case "region":
        return region;
      case "partition":
        return partitionOf(region);
      case "service":
        return this.table.service(this.subject.type);
      case "kind":
        return this.table.kind(this.subject.type);
      case "name":
        return this.name();
      case "hash":
        return this.hash(`hash${place}`, width);
      case "digits":
        return digits(this.hash(`digits${place}`, 40), width);
      case "uuid":
        return this.hash(`uuid${place}`, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
      default:
        throw new Error(`placeholder tables know no {$${name}}`);
    }
  }

  private regionOf(): string {
    const region = this.subject.values["region"];
    return typeof region === "string" ? region : this.home.region;
  }

  /** What a person would call the thing: its name argument, under whichever name the type has it. */
  private name(): string {
    const kind = this.table.kind(this.subject.type);
    const own = kind.split("_").at(-1) ?? kind;
    const names = [
      "name",
      `${kind}_name`,
      `${own}_name`,
      `${own}_identifier`,
      "identifier",
      "display_name",
      "title",
      "alias",
    ];
    for (const name of names) {
      const value = this.subject.values[name];
      if (typeof value === "string" && value !== "") return value;
    }
    const prefix = this.subject.values["name_prefix"];
    return typeof prefix === "string" ? prefix + this.hash("name", 8) : `${own}-${this.hash("name", 8)}`;
  }

  private number(gap: Gap): number {
    return Number(digits(this.hash(this.place(gap), 40), 6));
  }

  private hash(place: string, length: number): string {
    return createHash("sha256").update(`${this.digest}/${place}`).digest("hex").slice(0, length);
  }
}

/** Decimal digits from hexadecimal ones; never starts with zero. */
function digits(hex: string, length: number): string {
  const decimal = [...hex].map((digit) => String(Number.parseInt(digit, 16) % 10)).join("");
  return decimal.slice(0, length).replace(/^0/, "7");
}

function digestOf(subject: Subject): string {
  const told = subject.importId ?? knownPart(subject.values);
  return createHash("sha256")
    .update(`${subject.kind}.${subject.type}:${json(told)}`)
    .digest("hex");
}

function knownPart(values: ObjectValue): ObjectValue {
  const entries = Object.entries(values).filter(([, value]) => value !== null && isWhollyKnown(value));
  return Object.fromEntries(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

function json(value: Value): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part));
}

/** Fits an expanded shape to the type the schema asks for. */
function convert(value: Value, type: TypeExpression): Value {
  if (type === "string") return asText(value);
  if (type === "number") return typeof value === "number" ? value : Number(asText(value).replace(/\D/g, "") || "1");
  return type === "dynamic" ? [Buffer.from('"string"'), asText(value)] : value;
}

function asText(value: Value): string {
  return typeof value === "string" ? value : json(value);
}
