/**
 * The addresses of a stack, taken from the constructs and compared with the JSON that Terraform reads. cdktf merges two
 * constructs with one address silently and ignores a late `overrideLogicalId` silently; both would lose a resource, so
 * both are errors here that name the constructs.
 */
import { TerraformDataSource, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

/** One resource or data source: where it stands in Terraform and in the tree of constructs. */
export interface Address {
  /** Terraform's address, such as `aws_s3_bucket.cost_exports` or `data.aws_region.current`. */
  readonly address: string;
  /** Path of the construct, such as `estate/cost/exports/bucket/resource`. */
  readonly constructPath: string;
}

/** What this module needs to know of a synthesised stack. */
export interface StackDocument {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Where cdktf keeps a requested id; it has no public getter. */
const OVERRIDE = "_logicalIdOverride";

/** Every address below `scope`, sorted. */
export function addressesOf(scope: IConstruct): readonly Address[] {
  return elementsOf(scope)
    .map((element) => ({ address: addressOf(element), constructPath: element.node.path }))
    .toSorted((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
}

/** Two constructs that claim one address; empty when every address is claimed once. */
export function collisions(addresses: readonly Address[]): readonly string[] {
  const byAddress = new Map<string, Address[]>();
  for (const entry of addresses) byAddress.set(entry.address, [...(byAddress.get(entry.address) ?? []), entry]);
  return [...byAddress].flatMap(([address, entries]) =>
    entries.length === 1
      ? []
      : [`${entries.map((entry) => entry.constructPath).join(" and ")} both map to ${address}: rename one of them.`],
  );
}

/** Constructs whose `overrideLogicalId` came after their address was read, so that cdktf ignored it without a word. */
export function ignoredOverrides(scope: IConstruct): readonly string[] {
  return elementsOf(scope).flatMap((element) => {
    const wanted: unknown = Reflect.get(element, OVERRIDE);
    if (typeof wanted !== "string" || wanted === element.friendlyUniqueId) return [];
    const asked = `${element.node.path} asks for the address ${element.terraformResourceType}.${wanted}`;
    return [`${asked}, but its address ${addressOf(element)} was read before: override it first.`];
  });
}

/** Addresses that only one side has: constructs that did not reach the JSON, and JSON that no construct made. */
export function mismatches(addresses: readonly Address[], document: StackDocument): readonly string[] {
  const written = new Set([...entriesOf("", document.resource), ...entriesOf("data.", document.data)]);
  const claimed = new Map(addresses.map((entry) => [entry.address, entry.constructPath]));
  return [
    ...[...claimed].flatMap(([address, path]) =>
      written.has(address) ? [] : [`${path} should be ${address}, but the synthesised stack has no such address.`],
    ),
    ...[...written].flatMap((address) =>
      claimed.has(address) ? [] : [`${address} is in the synthesised stack, but no construct has this address.`],
    ),
  ];
}

function elementsOf(scope: IConstruct): readonly (TerraformResource | TerraformDataSource)[] {
  return scope.node
    .findAll()
    .filter((node) => node instanceof TerraformResource || node instanceof TerraformDataSource);
}

function addressOf(element: TerraformResource | TerraformDataSource): string {
  const name = `${element.terraformResourceType}.${element.friendlyUniqueId}`;
  return element instanceof TerraformDataSource ? `data.${name}` : name;
}

function entriesOf(prefix: string, section: StackDocument["resource"]): readonly string[] {
  return Object.entries(section ?? {}).flatMap(([type, entries]) =>
    Object.keys(entries).map((name) => `${prefix}${type}.${name}`),
  );
}
