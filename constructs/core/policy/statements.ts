/** IAM policy documents inside a resource: found by their shape, in whichever argument they stand, and made uniform. */

/** One test of a condition. */
export interface ConditionTest {
  /** As written, such as `StringEquals`. */
  readonly operator: string;
  /** As written, such as `aws:SourceAccount`; IAM ignores its case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement with every one-or-many value as a list. */
export interface PolicyStatement {
  /** The Sid, or the position in the document. */
  readonly sid: string;
  readonly effect: string;
  /** Principals by kind (`AWS`, `Service`, `Federated`); `"*"` counts as AWS. */
  readonly principals: Readonly<Record<string, readonly string[]>>;
  readonly notPrincipal: boolean;
  readonly actions: readonly string[];
  readonly notAction: boolean;
  readonly resources: readonly string[];
  readonly conditions: readonly ConditionTest[];
}

/** The statements of every policy document in a value, however deep. */
export function statementsIn(value: unknown): readonly PolicyStatement[] {
  if (typeof value === "string") return documentOf(value)?.map(statement) ?? [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(statementsIn);
}

/** The raw statements of a text that is a policy document; undefined for any other text. */
function documentOf(text: string): readonly unknown[] | undefined {
  if (!text.startsWith("{") || !text.includes('"Statement"')) return undefined;
  try {
    const found = record(JSON.parse(text))["Statement"];
    return Array.isArray(found) ? (found as readonly unknown[]) : [found];
  } catch {
    return undefined; // JSON of something else, or with an expression in it: the rule `readable-policy` judges it
  }
}

function statement(raw: unknown, index: number): PolicyStatement {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, Condition } = record(raw);
  return {
    sid: typeof Sid === "string" ? Sid : `#${index}`,
    effect: typeof Effect === "string" ? Effect : "",
    principals: principals(Principal),
    notPrincipal: NotPrincipal !== undefined,
    actions: texts(Action),
    notAction: NotAction !== undefined,
    resources: texts(Resource),
    conditions: Object.entries(record(Condition)).flatMap(([operator, tests]) =>
      Object.entries(record(tests)).map(([key, values]) => ({ operator, key, values: texts(values) })),
    ),
  };
}

function principals(principal: unknown): Readonly<Record<string, readonly string[]>> {
  if (typeof principal === "string") return { AWS: [principal] };
  return Object.fromEntries(Object.entries(record(principal)).map(([kind, who]) => [kind, texts(who)]));
}

function texts(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((one) => (one === undefined ? [] : [typeof one === "string" ? one : JSON.stringify(one)]));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
