/** Logs to a bucket of the account: an archive that Athena can read, and nothing that Grafana shows. */
import { logArchiveBucketName } from "../../../config/names";
import { allow } from "../../core/iam";
import { physicalName } from "../../core/names";
import type { Destination } from "./route";

const NAME = "s3";

/** Alias of the archive's key, without the leading `alias/`. */
export function archiveKeyAlias(organisation: string): string {
  return physicalName("kmsAlias", organisation, "log-archive");
}

export const s3Archive: Destination = {
  name: NAME,
  signal: "logs",
  route: ({ config, account, region, resource }) => {
    const bucket = logArchiveBucketName(config, account.key);
    const service = resource["service.name"] ?? "unknown";
    return {
      destination: NAME,
      signal: "logs",
      exporters: {},
      extensions: {},
      output: {
        name: "s3",
        properties: {
          bucket,
          region,
          use_put_object: "On",
          compression: "gzip",
          content_type: "application/gzip",
          total_file_size: "50M",
          upload_timeout: "5m",
          s3_key_format: `/logs/service=${service}/%Y/%m/%d/%H/%M%S-$UUID.gz`,
          static_file_path: "On",
        },
      },
      environment: {},
      secrets: {},
      statements: [
        allow("ArchiveLogs", ["s3:PutObject"], [`arn:${account.partition}:s3:::${bucket}/logs/*`]),
        allow(
          "EncryptArchive",
          ["kms:Decrypt", "kms:GenerateDataKey"],
          [`arn:${account.partition}:kms:${region}:${account.id}:key/*`],
          {
            StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` },
            "ForAnyValue:StringEquals": { "kms:ResourceAliases": `alias/${archiveKeyAlias(config.name)}` },
          },
        ),
      ],
      startStatements: [],
    };
  },
};
