/**
 * The blocks at the root that no provider has a say in. Where Terraform evaluates nothing (descriptions, defaults,
 * backend settings, version constraints), a JSON string is literal text and not a template.
 */
import { block, bodies, rawList, rawText } from "./body";
import { assignment, isList, isObject, properties } from "./expression";
import type { Json, JsonObject } from "./expression";
import { conditionBlocks } from "./meta-arguments";
import { RenditionError } from "./rendition-error";
import { quoteLiteral } from "./template";

type Render = (name: string, value: Json, where: string) => string[];

const literal: Render = (name, value) => assignment(name, value, quoteLiteral);
const template: Render = (name, value) => assignment(name, value);
const reference: Render = (name, value, where) => [`${name} = ${rawText(value, where)}`];
const references: Render = (name, value, where) => rawList(name, value, where);
const conditions: Render = (name, value, where) => conditionBlocks(name, value, where);

const VARIABLE = {
  type: reference,
  default: literal,
  description: literal,
  sensitive: literal,
  nullable: literal,
  ephemeral: literal,
  validation: conditions,
};

const OUTPUT = {
  value: template,
  description: literal,
  sensitive: literal,
  ephemeral: literal,
  depends_on: references,
  precondition: conditions,
};

const MOVED = { from: reference, to: reference };
const IMPORT = { to: reference, id: template, provider: reference, for_each: template };

const TERRAFORM = {
  required_version: literal,
  required_providers: (_name: string, value: Json, where: string) => requiredProviders(value, where),
  backend: (_name: string, value: Json, where: string) => backend(value, where),
};

/** The body of the `terraform` block: versions, providers and the backend. */
export function terraformBody(body: JsonObject): string[] {
  return render(body, TERRAFORM, "terraform");
}

/** The body of a `variable`. */
export function variableBody(body: JsonObject, name: string): string[] {
  return render(body, VARIABLE, `variable.${name}`);
}

/** The body of an `output`. */
export function outputBody(body: JsonObject, name: string): string[] {
  return render(body, OUTPUT, `output.${name}`);
}

/** The body of a `moved` block. */
export function movedBody(body: JsonObject): string[] {
  return render(body, MOVED, "moved");
}

/** The body of an `import` block. */
export function importBody(body: JsonObject): string[] {
  return render(body, IMPORT, "import");
}

/** The body of `locals`. */
export function localsBody(body: JsonObject): string[] {
  return properties(body).flatMap(([name, value]) => (name === "//" ? [] : assignment(name, value)));
}

function render(body: JsonObject, arguments_: Readonly<Record<string, Render>>, where: string): string[] {
  return properties(body).flatMap(([name, value]) => {
    if (name === "//") return [];
    const at = `${where}.${name}`;
    const known = Object.hasOwn(arguments_, name) ? arguments_[name] : undefined;
    if (known === undefined) {
      throw new RenditionError(at, `is not rendered; known are ${Object.keys(arguments_).join(", ")}`);
    }
    return known(name, value, at);
  });
}

function requiredProviders(value: Json, where: string): string[] {
  const lines = bodies(value, where)
    .flatMap(properties)
    .flatMap(([name, requirement]) => literal(name, requirement, `${where}.${name}`));
  return block("required_providers", lines);
}

/** A backend has no schema; its nested settings are arguments, except `workspaces` of the remote backend. */
function backend(value: Json, where: string): string[] {
  return bodies(value, where)
    .flatMap(properties)
    .flatMap(([type, settings]) =>
      bodies(settings, `${where}.${type}`).flatMap((body) =>
        block(
          `backend "${type}"`,
          properties(body).flatMap(([name, item]) =>
            name === "workspaces" && (isObject(item) || isList(item))
              ? bodies(item, where).flatMap((inner) => block(name, localSettings(inner)))
              : literal(name, item, where),
          ),
        ),
      ),
    );
}

function localSettings(body: JsonObject): string[] {
  return properties(body).flatMap(([name, value]) => literal(name, value, name));
}
