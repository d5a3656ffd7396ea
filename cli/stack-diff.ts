/** What differs between two synthesised stacks, resource by resource. */

/** The parts of a `cdk.tf.json` that are compared. */
export interface ComparedStack {
  readonly resource?: Section;
  readonly data?: Section;
}

/** By type, then by logical id. */
type Section = Readonly<Record<string, Readonly<Record<string, object>>>>;

export interface StackDiff {
  /** Addresses, sorted. */
  readonly added: readonly string[];
  /** Addresses, sorted: Terraform would destroy these. */
  readonly removed: readonly string[];
  /** Resources on both sides with other arguments, sorted by address. */
  readonly changed: readonly ChangedResource[];
}

export interface ChangedResource {
  readonly address: string;
  /** Arguments that differ, sorted. */
  readonly args: readonly string[];
}

/** Metadata of cdktf, which is no argument. */
const COMMENT = "//";

export function stackDiff(before: ComparedStack, after: ComparedStack): StackDiff {
  const [old, current] = [flat(before), flat(after)];
  const both = [...current.keys()].filter((address) => old.has(address));
  return {
    added: [...current.keys()].filter((address) => !old.has(address)).toSorted(),
    removed: [...old.keys()].filter((address) => !current.has(address)).toSorted(),
    changed: both
      .toSorted()
      .map((address) => ({ address, args: changedArgs(old.get(address) ?? {}, current.get(address) ?? {}) }))
      .filter(({ args }) => args.length > 0),
  };
}

type Arguments = Readonly<Record<string, unknown>>;

function flat({ resource = {}, data = {} }: ComparedStack): ReadonlyMap<string, Arguments> {
  const of = (section: Section, prefix: string) =>
    Object.entries(section).flatMap(([type, named]) =>
      Object.entries(named).map(([name, args]): [string, Arguments] => [`${prefix}${type}.${name}`, { ...args }]),
    );
  return new Map([...of(resource, ""), ...of(data, "data.")]);
}

function changedArgs(before: Arguments, after: Arguments): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => name !== COMMENT);
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).toSorted();
}
