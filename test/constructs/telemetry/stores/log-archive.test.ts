/** The bucket for log lines that are kept for good. */
import { describe, expect, it } from "vitest";
import { Accounts } from "../../../../constructs/core/accounts";
import { checkPolicies } from "../../../../constructs/core/policy";
import { tagDomain } from "../../../../constructs/core/tags";
import { routesOf } from "../../../../constructs/telemetry/destinations";
import { LogArchive } from "../../../../constructs/telemetry/stores/log-archive";
import { minimal } from "../../../support/fixtures";
import { synth } from "../../../support/synth";
import { addresses, changed, policy, resource } from "../../../support/template";
import { routeContext } from "../destinations/support";

const config = minimal({ destinations: { logs: ["loki", "s3"] } });
const stack = synth((scope) => {
  tagDomain(new LogArchive(scope, "archive", config, new Accounts(scope, config).get("main")), "telemetry");
}, config);

describe("the archive of logs", () => {
  it("is a private bucket with a key of its own", () => {
    expect(addresses(stack)).toEqual([
      "aws_kms_alias.archive_key_alias", // writers are let in by this name
      "aws_kms_key.archive_key", // encrypts the lines
      "aws_s3_bucket.archive_bucket", // the lines
      "aws_s3_bucket_lifecycle_configuration.archive_bucket_lifecycle", // cheaper after a month, gone after ten years
      "aws_s3_bucket_ownership_controls.archive_bucket_ownership", // no ACLs
      "aws_s3_bucket_policy.archive_bucket_policy", // TLS only
      "aws_s3_bucket_public_access_block.archive_bucket_public-access",
      "aws_s3_bucket_server_side_encryption_configuration.archive_bucket_encryption",
      "aws_s3_bucket_versioning.archive_bucket_versioning", // undoes a wrong deletion
    ]);
    expect(checkPolicies(stack)).toEqual([]);
  });

  it("keeps lines for ten years, out of reach of a plan that destroys", () => {
    expect(resource(stack, "aws_s3_bucket.archive_bucket")).toMatchObject({
      bucket: "smallco-log-archive-111122223333-eu-west-1",
      region: "eu-west-1",
      lifecycle: { prevent_destroy: true },
    });
    expect(resource(stack, "aws_s3_bucket_lifecycle_configuration.archive_bucket_lifecycle")["rule"]).toMatchObject([
      { expiration: [{ days: 3650 }], transition: [{ days: 30, storage_class: "STANDARD_IA" }] },
    ]);
    const exposed = changed(stack, "aws_s3_bucket.archive_bucket", { lifecycle: {} });
    expect(checkPolicies(exposed).map(({ message }) => message)).toEqual([
      "is aws_s3_bucket, which holds what cannot be made again, without prevent_destroy [prevent-destroy]",
    ]);
  });

  it("lets nobody use its key but the account itself, whose writers are let in by the alias", () => {
    expect(policy(stack, "aws_kms_key.archive_key")).toMatchObject({ Statement: [{ Sid: "AccountAdministersKey" }] });
    const { name } = resource(stack, "aws_kms_alias.archive_key_alias");
    const [, route] = routesOf(routeContext({}, config)).filter(({ signal }) => signal === "logs");
    const statements = JSON.stringify(route?.statements);
    expect(statements).toContain(`"kms:ResourceAliases":"${String(name)}"`);
    expect(statements).toContain(
      `arn:aws:s3:::${String(resource(stack, "aws_s3_bucket.archive_bucket")["bucket"])}/logs/*`,
    );
  });
});
