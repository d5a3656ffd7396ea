/** The offline plan engine: see README.md. */
export type { ExistingResources } from "./host/import-book";
export { replacingArguments } from "./host/replacement";
export {
  openRehearsal,
  REHEARSAL_NOTICE,
  type Rehearsal,
  type RehearsalOptions,
  type StateJson,
  type StateResource,
} from "./rehearsal";
export {
  ACCEPTED_VERSIONS,
  findTerraform,
  TerraformNotFoundError,
  type SearchEnvironment,
  type TerraformBinary,
} from "./run/find-terraform";
export { planReport } from "./run/plan-report";
export type { PlanAction, PlanJson, PlannedChange, PlanReport, Replacement, ResourceChange } from "./run/plan-report";
export { describe as describeProblem, RehearsalError, type RehearsalProblem } from "./run/problem";
export { inlineSchema, pinnedSchemas, type SchemaSource } from "./schema/schema-source";
export type { ProviderSchema } from "./schema/schema-types";
