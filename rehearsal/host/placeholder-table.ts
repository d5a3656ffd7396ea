/** Reads the committed tables of placeholder shapes, one per provider. */
import aws from "../data/placeholders-aws.json";
import grafana from "../data/placeholders-grafana.json";

/** A text with `{argument|other|$builtin|'literal'}` in it, or a ready value. */
export type Shape = string | number | boolean | null | readonly Shape[] | { readonly [name: string]: Shape };

/** What is known of one provider's values. */
export interface PlaceholderTable {
  /** Type (data sources with `data.` before it) -> attribute path -> shape. */
  readonly types: Readonly<Record<string, Readonly<Record<string, Shape>>>>;
  /** Attribute name -> shape, first hit counts. */
  readonly names: readonly (readonly [RegExp, Shape])[];
  /** The service part of an ARN. */
  service(type: string): string;
  /** The type without provider and service. */
  kind(type: string): string;
  /** The `id` of a type no table lists. */
  defaultId(lookUp: (name: string) => string | undefined): string;
}

interface TableFile {
  readonly services: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, Shape>>>>;
  readonly names: Readonly<Record<string, Shape>>;
  readonly id: string;
}

const NO_TABLE: TableFile = { services: {}, types: {}, names: {}, id: "$name" };

const TABLES: Readonly<Record<string, PlaceholderTable>> = { aws: tableOf(aws), grafana: tableOf(grafana) };
const PLAIN = tableOf(NO_TABLE);

/** The table of the provider a type belongs to. */
export function placeholderTable(type: string): PlaceholderTable {
  return TABLES[type.split("_")[0] ?? ""] ?? PLAIN;
}

function tableOf(file: TableFile): PlaceholderTable {
  const prefixes = Object.keys(file.services).toSorted((left, right) => right.length - left.length);
  const prefixOf = (type: string) => prefixes.find((prefix) => type.startsWith(prefix));
  return {
    types: file.types,
    names: Object.entries(file.names).map(([pattern, shape]) => [new RegExp(pattern), shape]),
    service: (type) => file.services[prefixOf(type) ?? ""] ?? type.split("_")[1] ?? type,
    kind: (type) => kindOf(type, prefixOf(type)),
    defaultId: (lookUp) =>
      file.id
        .split("|")
        .map(lookUp)
        .find((found) => found !== undefined) ?? "id",
  };
}

/** `aws_glue_catalog_table` under prefix `aws_glue_catalog_` is a `table`. */
function kindOf(type: string, prefix: string | undefined): string {
  if (prefix !== undefined && type.length > prefix.length) return type.slice(prefix.length);
  return type.split("_").slice(2).join("_") || type.split("_").slice(1).join("_");
}
