/**
 * The one way in which tests synthesise: through `App.synth`, so that validations run, with error annotations as failures.
 * An estate is synthesised once per test file: the results of equal configs are shared.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import type { IConstruct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { Contribution } from "../../constructs/core/contribution";
import { addStacks, BOOTSTRAP_STACK, ESTATE_STACK } from "../../stacks";
import { BaseStack } from "../../stacks/base-stack";
import { minimal } from "./fixtures";
import type { StackJson } from "./template";

export interface EstateSynthesis {
  /** The one plan. */
  readonly estate: StackJson;
  /** Present where the estate makes its own state bucket. */
  readonly bootstrap: StackJson | undefined;
  readonly contributions: readonly Contribution[];
}

const estates = new Map<string, EstateSynthesis>();

/** Synthesises every stack of an estate. */
export function synthEstate(config: EstateConfig): EstateSynthesis {
  const key = JSON.stringify(config);
  const known = estates.get(key);
  if (known !== undefined) return known;
  const { stacks, built } = inApp((app) => addStacks(app, config));
  const estate = stacks.get(ESTATE_STACK);
  if (estate === undefined) throw new Error("addStacks made no estate");
  const made = { estate, bootstrap: stacks.get(BOOTSTRAP_STACK), contributions: built.contributions };
  estates.set(key, made);
  return made;
}

/** Every stack of an estate as JSON. */
export function stacksOf({ estate, bootstrap }: EstateSynthesis): readonly StackJson[] {
  return bootstrap === undefined ? [estate] : [bootstrap, estate];
}

/** Synthesises one stack named `test` with what `build` puts into it. */
export function synth(build: (stack: BaseStack) => unknown, config: EstateConfig = minimal()): StackJson {
  const { stacks } = inApp((app) => build(new BaseStack(app, "test", config)));
  const stack = stacks.get("test");
  if (stack === undefined) throw new Error("no stack named test");
  return stack;
}

/** Synthesises stacks that `build` adds to a fresh app, in a folder that is removed. */
export function inApp<T>(build: (app: App) => T): {
  readonly stacks: ReadonlyMap<string, StackJson>;
  readonly built: T;
} {
  const outdir = mkdtempSync(join(tmpdir(), "estate-test-"));
  try {
    const app = new App({ outdir });
    const built = build(app);
    app.synth();
    refuseErrors(app);
    return { built, stacks: new Map(app.node.children.map(({ node }) => [node.id, read(outdir, node.id)])) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function refuseErrors(app: IConstruct): void {
  const errors = app.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === "@cdktf/error")
        .map(({ data }) => `${node.path}: ${JSON.stringify(data)}`),
    );
  if (errors.length > 0) throw new Error(`error annotations:\n${errors.join("\n")}`);
}

function read(outdir: string, name: string): StackJson {
  return JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8")) as StackJson;
}
