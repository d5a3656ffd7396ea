/** Confused deputy: a service must say on whose behalf it acts, or anybody's resource in it could use ours. */
import type { Rule } from "../rule";
import type { ConditionTest } from "../statements";
import type { StatementView } from "../stack-view";

const SOURCE_KEYS = ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"];

/** Services that name their caller by a key of their own instead. */
const OWN_KEYS: readonly { readonly service: RegExp; readonly key: string }[] = [
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
  { service: /^logs\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/, key: "kms:encryptioncontext:aws:logs:arn" },
];

export const servicePrincipalConditions: Rule = {
  id: "service-principal-conditions",
  title: "An AWS service may act for a named account, resource or organisation only",
  check: ({ statements }) =>
    statements
      .filter(({ effect }) => effect === "Allow")
      .flatMap((statement) => [
        ...unbound(statement).map((service) => ({
          where: statement.resource.where,
          message: `statement ${statement.sid} lets a service in without saying for whom it acts (confused deputy)`,
          value: service,
          fix: "Add aws:SourceAccount, and aws:SourceArn where the resource is known (`allowService` does).",
        })),
        ...disagreeing(statement).map((arn) => ({
          where: statement.resource.where,
          message: `statement ${statement.sid} names another account in aws:SourceArn than in aws:SourceAccount, so it never holds`,
          value: arn,
          fix: "Name the same account in both conditions.",
        })),
      ]),
};

function unbound({ principals, conditions }: StatementView): readonly string[] {
  const bound = conditions.filter(binds).map(({ key }) => key.toLowerCase());
  if (bound.some((key) => SOURCE_KEYS.includes(key))) return [];
  return (principals["Service"] ?? []).filter(
    (service) => !OWN_KEYS.some((own) => own.service.test(service) && bound.includes(own.key)),
  );
}

/** A test that a request without the key fails, and that not every value passes. */
function binds({ operator, values }: ConditionTest): boolean {
  return (
    /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/i.test(operator) &&
    values.length > 0 &&
    values.every((value) => !/^[*:?]*$/.test(value))
  );
}

function disagreeing({ conditions }: StatementView): readonly string[] {
  const valuesOf = (wanted: string): readonly string[] =>
    conditions.filter(({ key }) => key.toLowerCase() === wanted).flatMap(({ values }) => values);
  const accounts = valuesOf("aws:sourceaccount");
  if (accounts.length === 0) return [];
  return valuesOf("aws:sourcearn").filter((arn) => {
    const account = arn.split(":")[4] ?? "";
    return /^\d{12}$/.test(account) && !accounts.includes(account);
  });
}
