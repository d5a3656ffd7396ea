/** Questions that tests ask of a synthesised stack. */

/** Arguments of a resource as JSON; tests know what they look for. */
export type Attributes = Readonly<Record<string, unknown>>;

/** `cdk.tf.json`. */
export interface StackJson {
  readonly provider?: Readonly<Record<string, readonly Attributes[]>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly terraform?: Attributes;
  readonly [section: string]: unknown;
}

/** Type of every resource, one entry per resource, sorted. */
export function resourceTypes(stack: StackJson): readonly string[] {
  return addresses(stack).map((address) => address.slice(0, address.indexOf(".")));
}

/** Address of every managed resource, sorted. */
export function addresses(stack: StackJson): readonly string[] {
  return Object.entries(stack.resource ?? {})
    .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
    .toSorted();
}

/** Arguments of one resource; fails with the known addresses when there is none. */
export function resource(stack: StackJson, address: string): Attributes {
  const [type = "", name = ""] = address.split(".");
  const found = stack.resource?.[type]?.[name];
  if (found === undefined) throw new Error(`no ${address} among:\n${addresses(stack).join("\n")}`);
  return withoutComment(found);
}

/** All resources of a type by logical id. */
export function resources(stack: StackJson, type: string): Readonly<Record<string, Attributes>> {
  return Object.fromEntries(
    Object.entries(stack.resource?.[type] ?? {}).map(([name, attributes]) => [name, withoutComment(attributes)]),
  );
}

/** Outputs of a stack by name. */
export function outputs(stack: StackJson): Readonly<Record<string, { readonly value: unknown }>> {
  return (stack["output"] ?? {}) as Readonly<Record<string, { readonly value: unknown }>>;
}

/** The policy document in an argument of a resource. */
export function policy(stack: StackJson, address: string, argument = "policy"): unknown {
  return JSON.parse(String(resource(stack, address)[argument]));
}

/** A copy of a stack without some resources, or with other arguments: a seeded fault. */
export function changed(stack: StackJson, address: string, change: Attributes | undefined): StackJson {
  const [type = "", name = ""] = address.split(".");
  const before = stack.resource?.[type]?.[name];
  if (before === undefined) throw new Error(`no ${address}`);
  const others = Object.fromEntries(Object.entries(stack.resource?.[type] ?? {}).filter(([key]) => key !== name));
  const merged = change === undefined ? others : { ...others, [name]: { ...before, ...change } };
  return { ...stack, resource: { ...stack.resource, [type]: merged } };
}

function withoutComment(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== "//"));
}
