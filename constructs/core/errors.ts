import type { IConstruct } from "constructs";

/**
 * A construct was used in a way that its contract forbids. Users of `estate.yaml` never see one: the config is checked
 * before any construct is made. It names the construct, the property, the rule, what came and what to do.
 */
export class InputError extends Error {
  override readonly name = "InputError";

  constructor(scope: IConstruct, property: string, rule: string, got: unknown, fix: string) {
    super(`${scope.node.path} ${property}: ${rule} (got ${JSON.stringify(got)}). ${fix}`);
  }
}
