/** What Grafana reads that stands already: roles, the shared view of CloudWatch, given stores, and their data sources. */
import { describe, expect, it } from "vitest";
import { amazonManagedExample, minimalExample, showcase } from "../../../support/fixtures";
import { synthEstate } from "../../../support/synth";
import { addresses, policy, resource, resources } from "../../../support/template";

const { estate, contributions } = synthEstate(showcase());
const STACK = "${grafana_cloud_stack.platform_stack.id}";

const dataSource = (uid: string) => {
  const { json_data_encoded, secure_json_data_encoded, ...rest } = resource(
    estate,
    `grafana_data_source.grafana_data-sources_${uid}`,
  );
  return {
    ...rest,
    settings: JSON.parse(String(json_data_encoded)) as unknown,
    ...(secure_json_data_encoded === undefined ? {} : { secret: secure_json_data_encoded }),
  };
};

describe("the readers of estate.yaml", () => {
  it("are these and nothing else", () => {
    const role = (path: string) => [
      `aws_iam_role.readers_${path}_role`,
      `aws_iam_role_policy.readers_${path}_role_policy`,
    ];
    const region = "readers_cross-account_eu-central-1";
    const bucket = "readers_security-lake_results";
    expect(addresses(estate).filter((address) => address.includes(".readers_"))).toEqual(
      [
        ...["management", "monitoring", "production", "staging"].flatMap((key) => role(`cloudwatch_${key}`)),
        ...role("x-ray"),
        ...role("security-lake"),
        `aws_oam_sink.${region}_sink`,
        `aws_oam_sink_policy.${region}_sink-policy`,
        ...["management", "production", "staging"].map((key) => `aws_oam_link.${region}_link-${key}`),
        "aws_athena_workgroup.readers_security-lake_workgroup",
        "aws_kms_alias.readers_security-lake_key_alias",
        "aws_kms_key.readers_security-lake_key",
        `aws_s3_bucket.${bucket}`,
        `aws_s3_bucket_lifecycle_configuration.${bucket}_lifecycle`,
        `aws_s3_bucket_ownership_controls.${bucket}_ownership`,
        `aws_s3_bucket_policy.${bucket}_policy`,
        `aws_s3_bucket_public_access_block.${bucket}_public-access`,
        `aws_s3_bucket_server_side_encryption_configuration.${bucket}_encryption`,
        `aws_s3_bucket_versioning.${bucket}_versioning`,
      ].toSorted(),
    );
  });

  it("are trusted by both external ids that Grafana may send: the data source's and the stack's", () => {
    for (const [path, uid] of [
      ["cloudwatch_production", "estate-cloudwatch-production"],
      ["x-ray", "estate-xray"],
      ["security-lake", "estate-athena-security"],
    ] as const)
      expect(policy(estate, `aws_iam_role.readers_${path}_role`, "assume_role_policy")).toMatchObject({
        Statement: [
          {
            Principal: { AWS: "arn:aws:iam::008923505280:root" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "sts:ExternalId": [`${STACK}-${uid}`, STACK] } },
          },
        ],
      });
  });

  it("let nobody but the accounts of the estate link, and only what is shared", () => {
    expect(policy(estate, "aws_oam_sink_policy.readers_cross-account_eu-central-1_sink-policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AccountsOfTheEstateLink",
          Effect: "Allow",
          Principal: { AWS: ["111122223333", "777788889999", "123456789012"].map((id) => `arn:aws:iam::${id}:root`) },
          Action: ["oam:CreateLink", "oam:UpdateLink"],
          Resource: "*",
          Condition: {
            "ForAllValues:StringEquals": {
              "oam:ResourceTypes": ["AWS::CloudWatch::Metric", "AWS::Logs::LogGroup", "AWS::XRay::Trace"],
            },
          },
        },
      ],
    });
  });

  it("read log groups of their own account; the monitoring account those of all that are linked", () => {
    const groups = (key: string) => {
      const document = policy(estate, `aws_iam_role_policy.readers_cloudwatch_${key}_role_policy`) as {
        Statement: { Sid: string; Resource: unknown }[];
      };
      return document.Statement.find(({ Sid }) => Sid === "QueryLogs")?.Resource;
    };
    expect(groups("production")).toEqual(["arn:aws:logs:*:777788889999:log-group:*"]);
    expect(groups("monitoring")).toEqual(["arn:aws:logs:*:*:log-group:*"]);
  });

  it("say who must grant the tables of the lake", () => {
    const step = contributions.flatMap(({ manualSteps }) => manualSteps).find(({ id }) => id === "security-lake-grant");
    expect(step?.how).toBe(
      "In Lake Formation of monitoring, eu-central-1: grant the role acme-grafana-security-lake DESCRIBE on the database " +
        "amazon_security_lake_glue_db_eu_central_1, and SELECT and DESCRIBE on its tables.",
    );
  });
});

describe("data sources", () => {
  it("of CloudWatch stand in one line, the monitoring account first, each with a fixed UID", () => {
    const uids = contributions.flatMap(({ dataSources }) => dataSources.map(({ uid }) => uid));
    expect(uids.filter((uid) => uid.includes("cloudwatch"))).toEqual([
      "estate-cloudwatch-monitoring",
      "estate-cloudwatch-management",
      "estate-cloudwatch-production",
      "estate-cloudwatch-staging",
    ]);
  });

  it("that have no public address are reached through the private network, with the password from its secret", () => {
    expect(dataSource("estate-opensearch")).toMatchObject({
      url: "https://search.internal.example.com:9200",
      basic_auth_enabled: true,
      basic_auth_username: "grafana",
      private_data_source_connect_network_id:
        "${grafana_cloud_private_data_source_connect_network.platform_private_connection_network.pdc_network_id}",
      secret:
        '${sensitive(jsonencode({"basicAuthPassword" = data.aws_secretsmanager_secret_version.readers_given_opensearch.secret_string}))}',
    });
    expect(dataSource("estate-elasticsearch")).not.toHaveProperty("private_data_source_connect_network_id");
  });

  it("of the stack are our own, read with a token that rotates", () => {
    expect(dataSource("estate-loki")).toMatchObject({
      type: "loki",
      url: "${grafana_cloud_stack.platform_stack.logs_url}",
      basic_auth_username: "${grafana_cloud_stack.platform_stack.logs_user_id}",
    });
    expect(dataSource("estate-prometheus")).toMatchObject({ type: "prometheus", is_default: true });
  });
});

describe("an estate without a monitoring account", () => {
  it("links nothing, and reads each account by itself", () => {
    const { estate: small } = synthEstate(minimalExample());
    expect(resources(small, "aws_oam_sink")).toEqual({});
    expect(resources(small, "aws_oam_link")).toEqual({});
    expect(addresses(small).filter((address) => address.startsWith("aws_iam_role.readers_"))).toEqual([
      "aws_iam_role.readers_cloudwatch_main_role",
    ]);
  });
});

describe("readers on Amazon's platform", () => {
  it("trust the role of the workspace, without an external id", () => {
    const { estate: amazon } = synthEstate(amazonManagedExample());
    expect(policy(amazon, "aws_iam_role.readers_cloudwatch_payer_role", "assume_role_policy")).toMatchObject({
      Statement: [
        { Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/awsco-managed-grafana" } } },
      ],
    });
  });
});
