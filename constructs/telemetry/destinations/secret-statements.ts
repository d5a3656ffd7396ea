/** What ECS needs to hand a secret to a container. */
import { dnsSuffix } from "../../core/dns-suffix";
import type { Account } from "../../core/accounts";
import { allow, type Statement } from "../../core/iam";

export interface ReadableSecret {
  /** Kebab-case, unique among the secrets of a shipper: it becomes part of the statements' ids. */
  readonly id: string;
  /** ARN, or a pattern where its last characters are not known yet. */
  readonly arn: string;
  /** Key that encrypts it. @default - AWS's own, which needs no permission */
  readonly keyArn?: string;
}

/** Read one secret, and decrypt with its key through Secrets Manager only. */
export function readSecret(
  { id, arn, keyArn }: ReadableSecret,
  account: Account,
  region: string,
): readonly Statement[] {
  const name = id.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const domain = dnsSuffix(account.partition);
  return [
    allow(`Read${name}`, ["secretsmanager:GetSecretValue"], [arn]),
    ...(keyArn === undefined
      ? []
      : [
          allow(`Decrypt${name}`, ["kms:Decrypt"], [keyArn], {
            StringEquals: { "kms:ViaService": `secretsmanager.${region}.${domain}` },
          }),
        ]),
  ];
}
