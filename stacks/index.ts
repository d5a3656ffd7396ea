/** The stacks of an estate: what becomes one Terraform state each. */
import type { App } from "cdktf";
import type { EstateConfig } from "../config/estate";
import { BootstrapStack } from "./bootstrap-stack";
import { EstateStack } from "./estate-stack";

/** What the estate's collectors keep and drop, for `estate check`. */
export { estateSeries, type EstateSeries } from "../constructs/telemetry/allow-list/estate-series";

/** Names of the stacks, which are folders below `stacks/` of the output. */
export const ESTATE_STACK = "estate";
export const BOOTSTRAP_STACK = "bootstrap";

/** Adds the stacks that the config asks for and returns the estate. */
export function addStacks(app: App, config: EstateConfig): EstateStack {
  if (config.state.s3?.create !== undefined) new BootstrapStack(app, BOOTSTRAP_STACK, config);
  return new EstateStack(app, ESTATE_STACK, config);
}
