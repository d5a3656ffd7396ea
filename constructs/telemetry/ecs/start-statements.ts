/** What ECS needs to start the application's own containers: images, secrets, a place for their lines. */
import { dnsSuffix } from "../../core/dns-suffix";
import { allow, type Statement } from "../../core/iam";
import type { ContainerDefinition } from "./container-definition";
import type { ServicePlace } from "./service-place";

export function startStatements(place: ServicePlace, containers: readonly ContainerDefinition[]): readonly Statement[] {
  const secrets = [
    ...new Set(containers.flatMap((one) => (one.secrets ?? []).map(({ valueFrom }) => arnOf(valueFrom)))),
  ];
  return [
    ...pullStatements(place, containers),
    ...secretStatements(
      place,
      secrets.filter((arn) => arn.includes(":secretsmanager:")),
    ),
    ...parameterStatements(
      place,
      secrets.filter((arn) => arn.includes(":ssm:")),
    ),
    ...logStatements(place, containers),
  ];
}

/** Without field, stage and version, which IAM does not know. */
function arnOf(valueFrom: string): string {
  return valueFrom.includes(":secretsmanager:") ? valueFrom.split(":").slice(0, 7).join(":") : valueFrom;
}

function secretStatements({ account, region }: ServicePlace, arns: readonly string[]): readonly Statement[] {
  if (arns.length === 0) return [];
  return [
    allow("ReadSecrets", ["secretsmanager:GetSecretValue"], arns),
    decrypt("DecryptSecrets", { account, region }, "secretsmanager", "SecretARN", arns),
  ];
}

function parameterStatements({ account, region }: ServicePlace, arns: readonly string[]): readonly Statement[] {
  if (arns.length === 0) return [];
  return [
    allow("ReadParameters", ["ssm:GetParameters"], arns),
    decrypt("DecryptParameters", { account, region }, "ssm", "PARAMETER_ARN", arns),
  ];
}

/** With whatever key the secret has, but for these secrets and through their service only. */
function decrypt(
  sid: string,
  { account, region }: Pick<ServicePlace, "account" | "region">,
  service: string,
  context: string,
  arns: readonly string[],
): Statement {
  const domain = dnsSuffix(account.partition);
  return allow(sid, ["kms:Decrypt"], [`arn:${account.partition}:kms:${region}:${account.id}:key/*`], {
    StringEquals: { "kms:ViaService": `${service}.${region}.${domain}`, [`kms:EncryptionContext:${context}`]: arns },
  });
}

/** Images in ECR are pulled with this role; others are public. */
function pullStatements({ account }: ServicePlace, containers: readonly ContainerDefinition[]): readonly Statement[] {
  const repositories = new Set(
    containers.flatMap(({ image }) => {
      const match = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/.exec(image);
      if (match === null) return [];
      const [, owner = "", region = "", repository = ""] = match;
      return [`arn:${account.partition}:ecr:${region}:${owner}:repository/${repository}`];
    }),
  );
  if (repositories.size === 0) return [];
  const actions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
  return [
    allow("LogInToRegistry", ["ecr:GetAuthorizationToken"], ["*"]),
    allow("PullImages", actions, [...repositories]),
  ];
}

function logStatements(
  { account, region }: ServicePlace,
  containers: readonly ContainerDefinition[],
): readonly Statement[] {
  const groups = new Set(
    containers.flatMap(({ logConfiguration }) => logConfiguration?.options?.["awslogs-group"] ?? []),
  );
  const arns = [...groups].map((name) => `arn:${account.partition}:logs:${region}:${account.id}:log-group:${name}:*`);
  return arns.length === 0 ? [] : [allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], arns)];
}
