import { describe, expect, it } from "vitest";
import type { SynthesisedJson } from "../../../../constructs/core/policy";
import { KEY_PATHS } from "../../../../constructs/core/policy/rules/customer-key";
import { IRREPLACEABLE } from "../../../../constructs/core/policy/rules/prevent-destroy";
import { said, stackWith } from "./seeds";

const KEY = "${aws_kms_key.k.arn}";

/** Attributes in which every dotted path leads to a value, through lists of one block as cdktf writes them. */
function nested(paths: readonly string[], value: unknown): Record<string, unknown> {
  const heads = new Set(paths.map((path) => path.split(".")[0] ?? ""));
  return Object.fromEntries(
    [...heads].map((head) => {
      const below = paths.filter((path) => path.startsWith(`${head}.`)).map((path) => path.slice(head.length + 1));
      return [head, below.length === 0 ? value : [nested(below, value)]];
    }),
  );
}

describe("customer-key: what holds data is encrypted with a customer key", () => {
  const check = (address: string, attributes: object) =>
    said("customer-key", stackWith({ [address]: { ...attributes } }));

  it.each(Object.entries(KEY_PATHS))("looks at %s", (type, paths) => {
    const lacking = paths.map((path) => `s/x has no customer key at ${path}`);
    expect(check(`${type}.x`, {})).toEqual(lacking);
    expect(check(`${type}.x`, nested(paths, KEY))).toEqual([]);
  });

  it("refuses AWS's own key, to which no service can be admitted", () => {
    expect(check("aws_sns_topic.x", { kms_master_key_id: "alias/aws/sns" })).toEqual([
      "s/x has no customer key at kms_master_key_id (got alias/aws/sns)",
    ]);
    expect(check("aws_sns_topic.x", { kms_master_key_id: "" })).toHaveLength(1);
  });

  it("asks it of a secure parameter only", () => {
    expect(check("aws_ssm_parameter.x", { type: "SecureString" })).toEqual(["s/x has no customer key at key_id"]);
    expect(check("aws_ssm_parameter.x", { type: "String" })).toEqual([]);
  });
});

const ALL_BLOCKED = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const TLS = {
  policy: JSON.stringify({
    Statement: [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  }),
};
const BUCKET = {
  "aws_s3_bucket.b": { bucket: "b" },
  "aws_s3_bucket_public_access_block.b-public": { bucket: "${aws_s3_bucket.b.id}", ...ALL_BLOCKED },
  "aws_s3_bucket_versioning.b-versions": {
    bucket: "${aws_s3_bucket.b.bucket}",
    versioning_configuration: { status: "Enabled" },
  },
  "aws_s3_bucket_lifecycle_configuration.b-expiry": { bucket: "b", rule: [{ status: "Enabled" }] },
  "aws_s3_bucket_server_side_encryption_configuration.b-key": { bucket: "b" },
  "aws_s3_bucket_policy.b-policy": { bucket: "b", ...TLS },
};

describe("bucket-companions: every bucket is private, versioned, encrypted, expiring and TLS-only", () => {
  const check = (stack: SynthesisedJson) => said("bucket-companions", stack);

  it("takes a bucket with all of them", () => {
    expect(check(stackWith(BUCKET))).toEqual([]);
  });

  it("names everything that a bare bucket lacks", () => {
    expect(check(stackWith({ "aws_s3_bucket.b": {} }))).toEqual([
      "s/b is a bucket without a full public access block",
      "s/b is a bucket without versioning",
      "s/b is a bucket without a lifecycle rule",
      "s/b is a bucket without default encryption",
      "s/b is a bucket without a policy that refuses plain HTTP",
    ]);
  });

  it.each([
    [
      "aws_s3_bucket_public_access_block.b-public",
      { ...ALL_BLOCKED, block_public_policy: false },
      "a full public access block",
    ],
    ["aws_s3_bucket_versioning.b-versions", { versioning_configuration: { status: "Suspended" } }, "versioning"],
    ["aws_s3_bucket_lifecycle_configuration.b-expiry", { rule: [{ status: "Disabled" }] }, "a lifecycle rule"],
    [
      "aws_s3_bucket_policy.b-policy",
      { policy: TLS.policy.replace("Deny", "Allow") },
      "a policy that refuses plain HTTP",
    ],
    [
      "aws_s3_bucket_policy.b-policy",
      { policy: TLS.policy.replace("false", "true") },
      "a policy that refuses plain HTTP",
    ],
    ["aws_s3_bucket_server_side_encryption_configuration.b-key", { bucket: "another" }, "default encryption"],
  ])("refuses %s with %j", (address, change, lack) => {
    const stack = stackWith({ ...BUCKET, [address]: { bucket: "b", ...change } });
    expect(check(stack)).toEqual([`s/b is a bucket without ${lack}`]);
  });
});

describe("prevent-destroy: what holds data is protected from plans that destroy it", () => {
  it.each(IRREPLACEABLE)("asks it of %s", (type) => {
    const check = (attributes: object) => said("prevent-destroy", stackWith({ [`${type}.x`]: { ...attributes } }));
    const refused = [`s/x is ${type}, which holds what cannot be made again, without prevent_destroy`];
    expect(check({})).toEqual(refused);
    expect(check({ lifecycle: { prevent_destroy: false } })).toEqual(refused);
    expect(check({ lifecycle: { prevent_destroy: true } })).toEqual([]);
  });

  it("asks it of nothing that code can make again", () => {
    expect(said("prevent-destroy", stackWith({ "aws_iam_role.x": {} }))).toEqual([]);
  });
});

describe("role-names-differ: no two roles have the same name, not even in different accounts", () => {
  it("takes roles of different names, and names that are references", () => {
    const roles = { "aws_iam_role.a": { name: "one" }, "aws_iam_role.b": { name: "two" }, "aws_iam_role.c": {} };
    expect(said("role-names-differ", stackWith({ ...roles, "aws_iam_role.d": {} }))).toEqual([]);
  });

  it("refuses the second of a name, whatever its account", () => {
    const a = { name: "same", provider: "aws.production" };
    const b = { name: "same", provider: "aws.staging" };
    expect(said("role-names-differ", stackWith({ "aws_iam_role.a": a, "aws_iam_role.b": b }))).toEqual([
      "s/b has the name of the role s/a (got same)",
    ]);
  });
});

describe("tagged: everything that takes tags says its estate, environment and domain", () => {
  const tags = { estate: "acme", environment: "shared", "managed-by": "monitoring-estate" };

  it("asks for the domain on resources", () => {
    expect(said("tagged", stackWith({ "aws_sns_topic.x": { tags: { domain: "cost" } } }))).toEqual([]);
    expect(said("tagged", stackWith({ "aws_sns_topic.x": { tags: { team: "a" } } }))).toEqual([
      "s/x is aws_sns_topic without the tag domain",
    ]);
  });

  it("asks nothing of types that take no tags, nor of Grafana", () => {
    expect(said("tagged", stackWith({ "aws_kms_alias.x": {}, "grafana_folder.x": {} }))).toEqual([]);
  });

  it("asks for the estate's tags on every AWS provider", () => {
    const check = (default_tags: unknown) =>
      said("tagged", { provider: { aws: [{ alias: "main", default_tags }], grafana: [{}] } });
    expect(check([{ tags }])).toEqual([]);
    expect(check([{ tags: { ...tags, environment: undefined } }])).toEqual([
      "provider aws.main has no default tag environment",
    ]);
    expect(check(undefined)).toEqual([
      "provider aws.main has no default tag estate",
      "provider aws.main has no default tag environment",
      "provider aws.main has no default tag managed-by",
    ]);
  });
});

describe("explicit-provider: every resource names its provider, and no provider is a default", () => {
  const provider = { aws: [{ alias: "main" }], grafana: [{ alias: "stack" }] };
  const check = (resources: Parameters<typeof stackWith>[0], providers: object = provider) =>
    said("explicit-provider", { ...stackWith(resources), provider: providers });

  it("takes known providers, and types whose provider has nothing to choose", () => {
    expect(
      check({
        "aws_s3_bucket.b": { provider: "aws.main" },
        "grafana_folder.f": { provider: "grafana.stack" },
        "terraform_data.t": {},
      }),
    ).toEqual([]);
  });

  it("refuses none, and one that the stack lacks", () => {
    expect(check({ "aws_s3_bucket.b": {}, "grafana_folder.f": { provider: "grafana.cloud" } })).toEqual([
      "s/b is aws_s3_bucket without a provider",
      "s/f is grafana_folder with a provider that the stack lacks (got grafana.cloud)",
    ]);
  });

  it("refuses them on data sources too", () => {
    const stack = { data: { aws_region: { now: {} } }, provider };
    expect(said("explicit-provider", stack)).toEqual(["data.aws_region.now is aws_region without a provider"]);
  });

  it("refuses a default provider", () => {
    expect(check({}, { aws: [{ alias: "main" }, { region: "eu-west-1" }] })).toEqual([
      "provider aws has no alias, so that whatever forgets to name a provider would use it",
    ]);
  });
});

describe("plannable-provider: every provider can log in at plan", () => {
  const check = (stack: SynthesisedJson) => said("plannable-provider", stack);
  const unknown = {
    alias: "stack",
    url: "${grafana_cloud_stack.s.url}",
    auth: "${grafana_cloud_stack_service_account_token.t.key}",
  };

  it("takes a provider that is fed by resources, as long as nothing is read through it", () => {
    const read = { grafana_folder: { f: { provider: "grafana.cloud" } } };
    expect(check({ provider: { grafana: [{ alias: "cloud" }, unknown] }, data: read })).toEqual([]);
  });

  it("refuses to read through it", () => {
    const read = { grafana_folder: { f: { provider: "grafana.stack" } } };
    expect(check({ provider: { grafana: [unknown] }, data: read })).toEqual([
      "data.grafana_folder.f reads grafana_folder through a provider that is unknown until apply (got grafana.stack)",
    ]);
  });

  it("refuses a rotating token, and oncall_url", () => {
    const auth = "${grafana_cloud_stack_service_account_rotating_token.t.key}";
    expect(check({ provider: { grafana: [{ alias: "stack", auth, oncall_url: "https://x" }] } })).toEqual([
      `provider grafana.stack logs in with a rotating token, which is unknown in the plan that replaces it (got ${auth})`,
      'provider grafana.stack sets oncall_url, where Grafana Cloud refuses a service account\'s token (got "https://x")',
    ]);
  });
});
