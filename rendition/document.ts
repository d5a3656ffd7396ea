/**
 * A synthesised `cdk.tf.json` as HCL that plans to the same values.
 *
 * Scanners read nested blocks in HCL and not in JSON, so the estate is scanned in this rendition; Terraform itself is
 * always given the JSON. cdktf's own HCL output is of no use here: it does not escape backslashes and quotes, adds line
 * ends and leaves out overrides, moved and import blocks.
 */
import type { ProviderSchemas, SchemaBlock } from "../schemas/load";
import { block, blockBody, bodies, rawText } from "./body";
import { isObject, properties } from "./expression";
import type { Json, JsonObject } from "./expression";
import { resourceBody } from "./meta-arguments";
import { RenditionError } from "./rendition-error";

import { importBody, localsBody, movedBody, outputBody, terraformBody, variableBody } from "./root-blocks";
import { TemplateError } from "./template";

/** The parsed content of a `cdk.tf.json`. */
export type TerraformJson = JsonObject;

/** The root sections in the order in which they are written; a section that is not here is refused. */
const SECTIONS = [
  "terraform",
  "provider",
  "variable",
  "locals",
  "data",
  "resource",
  "moved",
  "import",
  "output",
] as const;

type Section = (typeof SECTIONS)[number];

/**
 * Renders a synthesised stack to HCL. The same document always gives the same text.
 *
 * @param document what `cdktf synth` wrote; every string that is a template there stays one
 * @param schemas decides what is a block and what an argument; must have every type that the document uses
 * @throws RenditionError when the document has what the schemas do not, or what Terraform would refuse
 * @example
 * writeFileSync("main.tf", renderHcl(JSON.parse(readFileSync("cdk.tf.json", "utf8")), loadSchemas()));
 */
export function renderHcl(document: TerraformJson, schemas: ProviderSchemas): string {
  const unknown = properties(document).find(([name]) => name !== "//" && !SECTIONS.some((known) => known === name));
  if (unknown !== undefined) {
    throw new RenditionError(unknown[0], `is no section that the rendition knows (${SECTIONS.join(", ")})`);
  }
  const blocks = SECTIONS.flatMap((section) => {
    const value = document[section];
    return value === undefined
      ? []
      : bodies(value, section).flatMap((body) => renderSection(section, body, document, schemas));
  });
  const title = "# The HCL rendition of cdk.tf.json, for scanners. Generated: change the estate instead.";
  return `${[[title], ...blocks].map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** One list of lines per block. */
function renderSection(
  section: Section,
  body: JsonObject,
  document: TerraformJson,
  schemas: ProviderSchemas,
): string[][] {
  switch (section) {
    case "terraform":
      return [block("terraform", terraformBody(body))];
    case "locals":
      return [block("locals", localsBody(body))];
    case "moved":
      return [block("moved", movedBody(body))];
    case "import":
      return [block("import", importBody(body))];
    case "variable":
      return labelled(section, body, (name, item) => block(`variable "${name}"`, variableBody(item, name)));
    case "output":
      return labelled(section, body, (name, item) => block(`output "${name}"`, outputBody(item, name)));
    case "provider":
      return labelled(section, body, (name, item) => {
        const schema = providerSchema(name, document, schemas);
        return block(`provider "${name}"`, providerBody(item, schema, `provider.${name}`));
      });
    case "data":
    case "resource":
      return properties(body).flatMap(([type, named]) => resources(section, type, named, schemas));
  }
}

type Render = (name: string, item: JsonObject) => string[];

function labelled(section: string, body: JsonObject, render: Render): string[][] {
  return properties(body).flatMap(([name, value]) =>
    name === "//" ? [] : bodies(value, `${section}.${name}`).map((item) => located(item, section, name, render)),
  );
}

/** A template that cannot be read knows its text only; the reader needs the block that holds it. */
function located(item: JsonObject, section: string, name: string, render: Render): string[] {
  try {
    return render(name, item);
  } catch (error) {
    if (error instanceof TemplateError) throw new RenditionError(address(section, name, item), error.message);
    throw error;
  }
}

function resources(section: "data" | "resource", type: string, named: Json, schemas: ProviderSchemas): string[][] {
  const kind = `${section}.${type}`;
  return bodies(named, kind).flatMap((body) =>
    labelled(kind, body, (name, item) => {
      const where = address(kind, name, item);
      const schema = typeSchema(section, type, schemas, where);
      const lines = block(`${section} "${type}" "${name}"`, resourceBody(item, schema, where));
      const path = constructPath(item);
      return path === undefined ? lines : [`# ${path}`, ...lines];
    }),
  );
}

/** Where a block is, for people: its construct path with the address, or the address alone. */
function address(section: string, name: string, item: JsonObject): string {
  const short = `${section.replace(/^resource\./, "")}.${name}`;
  const path = constructPath(item);
  return path === undefined ? short : `${path} (${short})`;
}

/** The path that cdktf records beside each resource; a line end in it must not end the comment. */
function constructPath(body: JsonObject): string | undefined {
  const note = body["//"];
  const metadata = isObject(note) ? note["metadata"] : undefined;
  const path = isObject(metadata) ? metadata["path"] : undefined;
  return typeof path === "string" ? path.replaceAll(/\s+/g, " ") : undefined;
}

function typeSchema(section: "data" | "resource", type: string, schemas: ProviderSchemas, where: string): SchemaBlock {
  for (const provider of Object.values(schemas.provider_schemas)) {
    const types = section === "data" ? provider.data_source_schemas : provider.resource_schemas;
    const schema = types !== undefined && Object.hasOwn(types, type) ? types[type] : undefined;
    if (schema !== undefined) return schema.block;
  }
  const known = Object.keys(schemas.provider_schemas).join(", ");
  throw new RenditionError(where, `no pinned schema has the type "${type}" (there are ${known})`);
}

/** `alias` is Terraform's own and a plain word; the rest is the provider's. */
function providerBody(body: JsonObject, schema: SchemaBlock, where: string): string[] {
  return properties(body).flatMap(([name, value]) =>
    name === "alias" ? [`alias = "${rawText(value, `${where}.alias`)}"`] : blockBody({ [name]: value }, schema, where),
  );
}

/** The schema behind a provider's local name: by its declared source, else by the last part of the address. */
function providerSchema(local: string, document: TerraformJson, schemas: ProviderSchemas): SchemaBlock {
  const terraform = isObject(document["terraform"]) ? document["terraform"] : {};
  const required = isObject(terraform["required_providers"]) ? terraform["required_providers"] : {};
  const declared = required[local];
  const source = isObject(declared) ? declared["source"] : undefined;
  const ending = typeof source === "string" ? source : local;
  const found = Object.entries(schemas.provider_schemas).find(
    ([name]) => name === ending || name.endsWith(`/${ending}`),
  );
  if (found === undefined)
    throw new RenditionError(`provider.${local}`, `no pinned schema for the provider "${ending}"`);
  return found[1].provider.block;
}
