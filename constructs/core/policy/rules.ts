/** Every rule of the pack: what scanners cannot know of this estate. One file per rule. */
import type { Rule } from "./rule";
import { bucketCompanions } from "./rules/bucket-companions";
import { customerKey } from "./rules/customer-key";
import { explicitProvider } from "./rules/explicit-provider";
import { keyPolicy } from "./rules/key-policy";
import { maskedSecret } from "./rules/masked-secret";
import { noPublicPrincipal } from "./rules/no-public-principal";
import { noWildcardAction } from "./rules/no-wildcard-action";
import { noWildcardPassRole } from "./rules/no-wildcard-pass-role";
import { plannableProvider } from "./rules/plannable-provider";
import { preventDestroy } from "./rules/prevent-destroy";
import { readablePolicy } from "./rules/readable-policy";
import { roleNamesDiffer } from "./rules/role-names-differ";
import { servicePrincipalConditions } from "./rules/service-principal-conditions";
import { stackRealm } from "./rules/stack-realm";
import { tagged } from "./rules/tagged";

export const RULES: readonly Rule[] = [
  bucketCompanions,
  customerKey,
  explicitProvider,
  keyPolicy,
  maskedSecret,
  noPublicPrincipal,
  noWildcardAction,
  noWildcardPassRole,
  plannableProvider,
  preventDestroy,
  readablePolicy,
  roleNamesDiffer,
  servicePrincipalConditions,
  stackRealm,
  tagged,
];
