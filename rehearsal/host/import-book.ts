/**
 * Remembers, for each imported resource, the configuration it is imported under.
 *
 * A provider reads an imported thing before it sees its configuration, so a first plan cannot know what the thing looks
 * like. The configuration it then receives is noted here, and a second plan imports the thing as if it already were as
 * described. What a rehearsal shows as imported without change can therefore still show changes in a live plan.
 */
import { isEqual, type ObjectValue } from "./dynamic-value";

/** Attributes that really exist, by type and import id: for rehearsing an import that differs. */
export type ExistingResources = Readonly<Record<string, Readonly<Record<string, ObjectValue>>>>;

/** The imports of one rehearsal. */
export class ImportBook {
  private readonly configs = new Map<string, ObjectValue>();
  private changes = 0;

  constructor(private readonly known: ExistingResources = {}) {}

  /** Grows whenever a noted configuration is new or differs: equal before and after a plan means the plan is final. */
  get revision(): number {
    return this.changes;
  }

  /** Private data that marks a resource as imported; Terraform hands it back when it plans the resource. */
  mark(id: string): Uint8Array {
    return Buffer.from(JSON.stringify({ importedAs: id }));
  }

  /** Notes the configuration if the resource is one that was just imported. */
  note(type: string, priorPrivate: Uint8Array | undefined, config: ObjectValue): void {
    const id = importedAs(priorPrivate);
    if (id === undefined) return;
    const key = `${type}/${id}`;
    const before = this.configs.get(key);
    if (before !== undefined && isEqual(before, config)) return;
    this.configs.set(key, config);
    this.changes += 1;
  }

  /** The configuration noted in an earlier plan. */
  configOf(type: string, id: string): ObjectValue | undefined {
    return this.configs.get(`${type}/${id}`);
  }

  /** What the caller says really exists. */
  existing(type: string, id: string): ObjectValue {
    return this.known[type]?.[id] ?? {};
  }
}

function importedAs(priorPrivate: Uint8Array | undefined): string | undefined {
  if (priorPrivate === undefined || priorPrivate.length === 0) return undefined;
  const mark: unknown = JSON.parse(Buffer.from(priorPrivate).toString());
  return typeof mark === "object" && mark !== null && "importedAs" in mark ? String(mark.importedAs) : undefined;
}
