/** A key without an administrator cannot be changed by anybody, not even by AWS; what it encrypts is lost with it. */
import type { Rule, Violation } from "../rule";
import type { ResourceView, StackView, StatementView } from "../stack-view";

const TYPES = ["aws_kms_key", "aws_kms_key_policy", "aws_kms_replica_key"];
const ADMINISTERS = ["kms:*", "kms:PutKeyPolicy", "kms:Put*"];

export const keyPolicy: Rule = {
  id: "key-policy",
  title: "Every key policy leaves an administrator in the account",
  check: (stack) => stack.resources.filter(({ type }) => TYPES.includes(type)).flatMap((key) => judge(key, stack)),
};

/** Without a policy of its own a key gets AWS's, which names the account. */
function judge(key: ResourceView, { statements }: StackView): readonly Violation[] {
  if (key.attributes["policy"] === undefined) return [];
  if (statements.some((statement) => statement.resource === key && administers(statement))) return [];
  const fix = "Allow kms:* to the account's root, or kms:PutKeyPolicy to a role (`CustomerKey` does).";
  return [{ where: key.where, message: "is a key that nobody could manage", value: "", fix }];
}

function administers({ effect, actions, principals }: StatementView): boolean {
  const who = principals["AWS"] ?? [];
  return (
    effect === "Allow" &&
    who.some((arn) => /^(\d{12}|arn:[^:]+:iam::.+)$/.test(arn)) &&
    actions.some((action) => ADMINISTERS.includes(action))
  );
}
