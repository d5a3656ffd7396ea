/** A synthesised stack as rules want to read it: flat lists of resources, providers and policy statements. */
import { statementsIn, type PolicyStatement } from "./statements";

/** `cdk.tf.json`, as far as rules know it. */
export interface SynthesisedJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [section: string]: unknown;
}

/** One resource or data source. */
export interface ResourceView {
  /** Terraform type, such as `aws_s3_bucket`. */
  readonly type: string;
  /** Logical id. */
  readonly name: string;
  /** Terraform address. */
  readonly address: string;
  /** Path of the construct, or the address where the JSON names none. */
  readonly where: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** One entry of a provider. */
export interface ProviderView {
  /** `aws`, `grafana`. */
  readonly type: string;
  readonly alias: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** An output or a local value. */
export interface ValueView {
  /** `output.NAME` or `local.NAME`. */
  readonly where: string;
  readonly value: unknown;
}

/** A statement of a policy document, and the resource that holds it. */
export interface StatementView extends PolicyStatement {
  readonly resource: ResourceView;
}

/** Everything that rules look at. */
export interface StackView {
  readonly name: string;
  readonly resources: readonly ResourceView[];
  readonly dataSources: readonly ResourceView[];
  readonly providers: readonly ProviderView[];
  /** Outputs and local values. */
  readonly values: readonly ValueView[];
  readonly statements: readonly StatementView[];
}

/** Reads a stack once for all rules. */
export function viewOf(json: SynthesisedJson): StackView {
  const resources = entries(json.resource, "");
  const name = valuesAt(json["//"], "metadata.stackName")[0];
  return {
    name: typeof name === "string" ? name : "",
    resources,
    dataSources: entries(json.data, "data."),
    providers: Object.entries(fields(json["provider"])).flatMap(([type, list]) =>
      listOf(list).map((one) => provider(type, one)),
    ),
    values: [...valuesOf("output", json["output"]), ...valuesOf("local", json["locals"])],
    statements: resources.flatMap((resource) =>
      statementsIn(resource.attributes).map((statement) => ({ ...statement, resource })),
    ),
  };
}

/** Values at a dotted path, looking into every element of every list on the way; missing ones are left out. */
export function valuesAt(value: unknown, path: string): readonly unknown[] {
  return path.split(".").reduce<readonly unknown[]>(
    (found, part) =>
      found
        .flatMap((one) => listOf(one))
        .flatMap((one) => {
          const child = fields(one)[part];
          return child === undefined || child === null ? [] : [child];
        }),
    [value],
  );
}

/** The fields of an object; none of anything else. */
export function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** A list as it is, anything else as a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function entries(section: SynthesisedJson["resource"], prefix: string): readonly ResourceView[] {
  return Object.entries(section ?? {}).flatMap(([type, named]) =>
    Object.entries(named).map(([name, value]) => {
      const address = `${prefix}${type}.${name}`;
      const where = valuesAt(value, "//.metadata.path")[0];
      return { type, name, address, where: typeof where === "string" ? where : address, attributes: fields(value) };
    }),
  );
}

function valuesOf(prefix: string, section: unknown): readonly ValueView[] {
  return Object.entries(fields(section)).map(([name, value]) => ({ where: `${prefix}.${name}`, value }));
}

function provider(type: string, value: unknown): ProviderView {
  const { alias, ...attributes } = fields(value);
  return { type, alias: typeof alias === "string" ? alias : undefined, attributes };
}
