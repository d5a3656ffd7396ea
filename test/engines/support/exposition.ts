/** What a program exposes to Prometheus, read from its text format. */

export interface Exposed {
  /** `counter`, `gauge`, `histogram`, `summary` or `untyped`. */
  readonly type: string;
  /** Names of labels, of all series together. */
  readonly labels: ReadonlySet<string>;
}

/** Labels that are not the metric's own. */
const OF_OTHERS: ReadonlySet<string> = new Set(["le", "quantile", "job", "instance"]);

/** Families by name; parts of a histogram or summary belong to it. */
export function readExposition(text: string): Map<string, Exposed> {
  const families = new Map<string, { type: string; labels: Set<string> }>();
  for (const line of text.split("\n")) {
    const [, declared, type] = /^# TYPE (\S+) (\S+)/.exec(line) ?? [];
    if (declared !== undefined && type !== undefined)
      families.set(declared, { type, labels: families.get(declared)?.labels ?? new Set() });
    const [, name, labels = ""] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+/.exec(line) ?? [];
    if (name === undefined) continue;
    const family = families.get(name) ?? families.get(name.replace(/_(bucket|sum|count)$/, ""));
    for (const [, label] of labels.matchAll(/(\w+)="(?:[^"\\]|\\.)*"/g))
      if (label !== undefined && !OF_OTHERS.has(label)) family?.labels.add(label);
  }
  return families;
}
