/**
 * `node.addDependency` orders nothing here: cdktf writes only `dependsOn` into the JSON. An order that was meant and
 * never reaches Terraform shows as an error on the first apply at best, so it is one at synth.
 */
import type { IConstruct } from "constructs";

/** Dependencies between constructs that no plan would know of. */
export function unheardDependencies(scope: IConstruct): readonly string[] {
  return scope.node
    .findAll()
    .flatMap(({ node }) =>
      node.dependencies.map(
        (other) =>
          `${node.path} depends on ${other.node.path} by node.addDependency, which Terraform never sees: use dependsOn.`,
      ),
    );
}
