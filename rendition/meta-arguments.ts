/** What Terraform itself understands in a resource or data source, whatever its provider. */
import { block, blockBody, bodies, rawList, rawText } from "./body";
import type { SchemaBlock } from "../schemas/load";
import { assignment, properties } from "./expression";
import type { Json, JsonObject } from "./expression";
import { RenditionError } from "./rendition-error";

const META: Readonly<Record<string, (value: Json, where: string) => string[]>> = {
  count: (value) => assignment("count", value),
  for_each: (value) => assignment("for_each", value),
  provider: (value, where) => [`provider = ${rawText(value, where)}`],
  depends_on: (value, where) => rawList("depends_on", value, where),
  lifecycle: (value, where) => bodies(value, where).flatMap((body) => block("lifecycle", lifecycleBody(body, where))),
  connection: refuse,
  provisioner: refuse,
};

/** The body of a resource or data source. */
export function resourceBody(body: JsonObject, schema: SchemaBlock, where: string): string[] {
  return properties(body).flatMap(([name, value]) => {
    const meta = Object.hasOwn(META, name) ? META[name] : undefined;
    return meta === undefined ? blockBody({ [name]: value }, schema, where) : meta(value, `${where}.${name}`);
  });
}

/** `precondition`, `postcondition` and `validation`. The message is evaluated, so it is a template too. */
export function conditionBlocks(name: string, value: Json, where: string): string[] {
  return bodies(value, where).flatMap((body) =>
    block(
      name,
      properties(body).flatMap(([key, item]) => assignment(key, item)),
    ),
  );
}

function lifecycleBody(body: JsonObject, where: string): string[] {
  return properties(body).flatMap(([name, value]) => {
    const at = `${where}.${name}`;
    switch (name) {
      case "create_before_destroy":
      case "prevent_destroy":
        return assignment(name, value);
      case "ignore_changes":
        return value === "all" ? ["ignore_changes = all"] : rawList(name, value, at);
      case "replace_triggered_by":
        return rawList(name, value, at);
      case "precondition":
      case "postcondition":
        return conditionBlocks(name, value, at);
      default:
        throw new RenditionError(at, "is no lifecycle setting that the rendition knows");
    }
  });
}

function refuse(_value: Json, where: string): never {
  throw new RenditionError(where, "provisioners are not rendered; use a resource of the provider instead");
}
