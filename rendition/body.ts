/**
 * The body of a block. JSON writes arguments and nested blocks alike; the provider's schema says which is which.
 *
 * Some arguments are lists of objects that people write as blocks ("attributes as blocks", such as `ingress` of a security
 * group). Terraform takes both notations for them; the rendition writes blocks, because that is what scanners read.
 */
import type { SchemaBlock, SchemaNestedBlock, SchemaType } from "../schemas/load";
import { assignment, expression, indent, isList, isObject, listLines, properties } from "./expression";
import type { Json, JsonObject } from "./expression";
import { RenditionError } from "./rendition-error";

/** `header {`, the body one level in, `}`; on one line when the body is empty. */
export function block(header: string, body: readonly string[]): string[] {
  return body.length === 0 ? [`${header} {}`] : [`${header} {`, ...indent(body), "}"];
}

/** The bodies that a JSON value stands for: one object, a list of objects, or none for null. */
export function bodies(value: Json, where: string): readonly JsonObject[] {
  if (value === null) return [];
  return (isList(value) ? value : [value]).map((item) => {
    if (isObject(item)) return item;
    throw new RenditionError(where, `is a block, so it must be an object or a list of objects, got ${show(item)}`);
  });
}

/** The lines of a body; `where` is its path in the document, for errors. */
export function blockBody(body: JsonObject, schema: SchemaBlock, where: string): string[] {
  return properties(body).flatMap(([name, value]) => {
    if (name === "//") return [];
    const at = `${where}.${name}`;
    if (name === "dynamic") return dynamicBlocks(value, schema, at);
    const nested = schema.block_types?.[name];
    if (nested !== undefined) return nestedBlocks(name, value, nested, at);
    const attribute = schema.attributes?.[name];
    if (attribute === undefined) throw new RenditionError(at, "the pinned schema has no such argument or block");
    return argument(name, value, attribute.type, at);
  });
}

function nestedBlocks(name: string, value: Json, nested: SchemaNestedBlock, where: string): string[] {
  if (nested.nesting_mode !== "map") {
    return bodies(value, where).flatMap((body) => block(name, blockBody(body, nested.block, where)));
  }
  return bodies(value, where)
    .flatMap(properties)
    .flatMap(([label, labelled]) =>
      bodies(labelled, `${where}.${label}`).flatMap((body) =>
        block(`${name} ${JSON.stringify(label)}`, blockBody(body, nested.block, `${where}.${label}`)),
      ),
    );
}

function argument(name: string, value: Json, type: SchemaType | undefined, where: string): string[] {
  const asBlock = elementBlock(type);
  if (asBlock !== undefined && isList(value) && value.length > 0) {
    const items = value.filter(isObject);
    if (items.length === value.length && items.every((item) => fits(item, asBlock))) {
      return items.flatMap((item) => block(name, blockBody(withoutNulls(item), asBlock, where)));
    }
  }
  return assignment(name, value);
}

/** The block that an argument of type list or set of objects may be written as; undefined for every other type. */
function elementBlock(type: SchemaType | undefined): SchemaBlock | undefined {
  if (type === undefined || typeof type === "string" || (type[0] !== "list" && type[0] !== "set")) return undefined;
  const element = type[1];
  if (typeof element === "string" || element[0] !== "object") return undefined;
  const attributes = Object.entries(element[1]).map(([name, of]) => [name, { type: of }] as const);
  return { attributes: Object.fromEntries(attributes) };
}

/** An object with other keys than its type is converted by Terraform where a block would be refused. */
function fits(item: JsonObject, schema: SchemaBlock): boolean {
  return properties(item).every(([name]) => schema.attributes !== undefined && name in schema.attributes);
}

function withoutNulls(item: JsonObject): JsonObject {
  return Object.fromEntries(properties(item).filter(([, value]) => value !== null));
}

/** `dynamic` blocks: JSON holds them as `{ name: { for_each, iterator, labels, content } }`. */
function dynamicBlocks(value: Json, schema: SchemaBlock, where: string): string[] {
  return bodies(value, where)
    .flatMap(properties)
    .flatMap(([name, generators]) => {
      const content = schema.block_types?.[name]?.block ?? elementBlock(schema.attributes?.[name]?.type);
      if (content === undefined) throw new RenditionError(`${where}.${name}`, "the pinned schema has no such block");
      return bodies(generators, `${where}.${name}`).flatMap((generator) =>
        block(`dynamic ${JSON.stringify(name)}`, generatorBody(generator, content, `${where}.${name}`)),
      );
    });
}

function generatorBody(generator: JsonObject, content: SchemaBlock, where: string): string[] {
  return properties(generator).flatMap(([name, value]) => {
    if (name === "content") {
      return bodies(value, where).flatMap((body) => block("content", blockBody(body, content, `${where}.content`)));
    }
    if (name === "iterator") return [`iterator = ${rawText(value, `${where}.iterator`)}`];
    if (name === "for_each" || name === "labels") return assignment(name, value);
    throw new RenditionError(`${where}.${name}`, "a dynamic block has for_each, iterator, labels and content only");
  });
}

/** Text that Terraform parses as HCL although JSON must write it as a string: references, keywords and types. */
export function rawText(value: Json, where: string): string {
  if (typeof value === "string") return value;
  throw new RenditionError(where, `must be a string, got ${show(value)}`);
}

/** A list of such texts. */
export function rawList(name: string, value: Json, where: string): string[] {
  const [first = "", ...rest] = listLines((isList(value) ? value : [value]).map((item) => [rawText(item, where)]));
  return [`${name} = ${first}`, ...rest];
}

function show(value: Json): string {
  return expression(value).join(" ").slice(0, 80);
}
