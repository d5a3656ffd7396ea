/** ARNs that services on ECS name: each belongs to the account and region in which it is used. */
import { entriesOf, type EstateDraft } from "../draft";
import { ecsServices } from "../ecs/places";
import type { ArnSite } from "./arns";

export function ecsArns(estate: EstateDraft): readonly ArnSite[] {
  return ecsServices(estate).flatMap(({ path, ecs }) => {
    const site = (at: ArnSite["path"], key: string, arn: string | undefined, is: Pick<ArnSite, "of" | "kind">) => {
      const account = estate.accounts?.[key];
      const region = ecs.region ?? account?.region;
      return account === undefined ? [] : [{ path: at, arn, ...is, region, regional: true, account: account.id }];
    };
    return [
      ...entriesOf(ecs.existingClusters).flatMap(([key, arn]) =>
        site([...path, "existingClusters", key], key, arn, { of: "an ECS cluster", kind: "ecs:cluster/" }),
      ),
      ...entriesOf(ecs.targetGroups).flatMap(([key, arn]) =>
        site([...path, "targetGroups", key], key, arn, {
          of: "a target group",
          kind: "elasticloadbalancing:targetgroup/",
        }),
      ),
      ...entriesOf(ecs.containers).flatMap(([container, { secrets }]) =>
        entriesOf(secrets).flatMap(([name, byAccount]) =>
          entriesOf(byAccount).flatMap(([key, arn]) =>
            site([...path, "containers", container, "secrets", name, key], key, arn, secretKind(arn)),
          ),
        ),
      ),
    ];
  });
}

function secretKind(arn: string): Pick<ArnSite, "of" | "kind"> {
  return arn.includes(":ssm:")
    ? { of: "an SSM parameter", kind: "ssm:parameter/" }
    : { of: "a secret", kind: "secretsmanager:secret:" };
}
