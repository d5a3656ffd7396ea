/** What instances of the fleet may do: read what is theirs, write what Systems Manager says of them, and send telemetry. */
import { dnsSuffix } from "../../core/dns-suffix";
import type { ArtefactsConfig } from "../../../config/sections/telemetry-fleet";
import type { Account } from "../../core/accounts";
import { allow, type Statement } from "../../core/iam";
import { mergedStatements } from "../ecs/statements";
import type { Host } from "./host";
import { exporterSecrets } from "./host-exporters";

export interface FleetPlace {
  readonly account: Account;
  /** First part of the names of the fleet's parameters: `/estate/acme/fleet`. */
  readonly parameterPath: string;
  readonly configBucketArn: string;
  readonly outputBucketArn: string;
  readonly keyArn: string;
  readonly artefacts: ArtefactsConfig | undefined;
}

/** One policy for all roles of an account: an instance changes its role without a new one. */
export function fleetStatements(place: FleetPlace, hosts: readonly Host[]): readonly Statement[] {
  return mergedStatements(
    ownStatements(place),
    artefactStatements(place),
    secretStatements(
      place,
      hosts.flatMap(({ settings, account }) => exporterSecrets(settings.exporters, account.key)),
    ),
    ...hosts.flatMap(({ routes }) => routes.flatMap((route) => [route.statements, route.startStatements])),
  );
}

function ownStatements({ account, parameterPath, configBucketArn, outputBucketArn, keyArn }: FleetPlace) {
  const via = ["s3", "ssm"].map((service) => serviceName(service, account));
  const parameters = `arn:${account.partition}:ssm:${account.region}:${account.id}:parameter${parameterPath}/*`;
  return [
    allow("ReadBundles", ["s3:GetObject"], [`${configBucketArn}/fleet/*`]),
    allow("ReadEnvironments", ["ssm:GetParameter"], [parameters]),
    allow("WriteOutput", ["s3:PutObject"], [`${outputBucketArn}/*`]),
    allow("UseFleetKey", ["kms:Decrypt", "kms:GenerateDataKey"], [keyArn], { StringEquals: { "kms:ViaService": via } }),
  ];
}

function artefactStatements({ account, artefacts }: FleetPlace): readonly Statement[] {
  if (artefacts === undefined) return [];
  const { bucket, prefix, kmsKeyArn } = artefacts;
  return [
    allow("ReadArtefacts", ["s3:GetObject"], [`arn:${account.partition}:s3:::${bucket}/${prefix}*`]),
    ...(kmsKeyArn === undefined
      ? []
      : [
          allow("DecryptArtefacts", ["kms:Decrypt"], [kmsKeyArn], {
            StringEquals: { "kms:ViaService": serviceName("s3", account) },
          }),
        ]),
  ];
}

/** With whatever key a secret has, but for these secrets and through their service only. */
function secretStatements({ account }: FleetPlace, all: readonly string[]): readonly Statement[] {
  const arns = [...new Set(all)];
  const kinds = [
    { name: "Secrets", service: "secretsmanager", action: "secretsmanager:GetSecretValue", context: "SecretARN" },
    { name: "Parameters", service: "ssm", action: "ssm:GetParameters", context: "PARAMETER_ARN" },
  ] as const;
  return kinds.flatMap(({ name, service, action, context }) => {
    const mine = arns.filter((arn) => arn.includes(`:${service}:`));
    if (mine.length === 0) return [];
    const keys = `arn:${account.partition}:kms:${account.region}:${account.id}:key/*`;
    return [
      allow(`Read${name}OfExporters`, [action], mine),
      allow(`Decrypt${name}OfExporters`, ["kms:Decrypt"], [keys], {
        StringEquals: {
          "kms:ViaService": serviceName(service, account),
          [`kms:EncryptionContext:${context}`]: mine,
        },
      }),
    ];
  });
}

function serviceName(service: string, { region, partition }: Account): string {
  return `${service}.${region}.${dnsSuffix(partition)}`;
}
