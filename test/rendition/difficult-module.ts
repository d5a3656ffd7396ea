/** A module with everything that HCL and JSON write differently, in the shape in which cdktf writes it. */
import type { JsonObject } from "../../rendition/index";

const metadata = (path: string): JsonObject => ({ metadata: { path, uniqueId: path.replaceAll("/", "_") } });

const DASHBOARD = JSON.stringify(
  {
    title: 'Errors of "checkout" in C:\\logs\\today',
    uid: "checkout",
    panels: [
      {
        id: 1,
        type: "timeseries",
        title: "Größe → 🙂",
        targets: [{ expr: 'sum(rate(x{job=~"a|b\\\\d"}[$__rate_interval]))' }],
      },
      { id: 2, type: "text", options: { content: "Line one\nLine two\t`code` $${__field.name} %%{if} 100%" } },
    ],
    templating: { list: [{ name: "team", query: "label_values(up, $${team:regex})" }] },
  },
  null,
  2,
);

const SQL = `SELECT line_item_usage_account_id AS account, sum(line_item_unblended_cost) AS "cost"
FROM \${aws_glue_catalog_database.Costs.name}.cur2
WHERE resource_tags['user_team'] LIKE '%\\_prod' ESCAPE '\\'
  AND line_item_usage_start_date >= date_trunc('month', current_date)
`;

/** What cdktf writes for the settings that a rule of a security group does not have. */
const NO_RULE = {
  cidr_blocks: null,
  description: null,
  ipv6_cidr_blocks: null,
  prefix_list_ids: null,
  security_groups: null,
  self: null,
};

const SECURITY_GROUPS: JsonObject = {
  Blocks: {
    "//": metadata("Estate/Tool/Blocks"),
    name: "blocks",
    ingress: [
      { ...NO_RULE, from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] },
      { ...NO_RULE, from_port: 443, to_port: 443, protocol: "tcp", cidr_blocks: ["10.0.0.0/8"], security_groups: [] },
    ],
    egress: [],
    lifecycle: { create_before_destroy: true, ignore_changes: ["description", 'tags["owner \\"a\\""]'] },
  },
  Dynamic: {
    "//": metadata("Estate/Tool/Dynamic"),
    name: "dynamic",
    dynamic: {
      ingress: {
        for_each: "${toset(var.ports)}",
        iterator: "port",
        content: {
          from_port: "${port.value}",
          to_port: "${port.value}",
          protocol: "tcp",
          cidr_blocks: ["10.1.0.0/16"],
        },
      },
    },
  },
};

const BUCKETS: JsonObject = {
  aws_s3_bucket: {
    Logs: {
      "//": metadata("Estate/Cost/Logs"),
      bucket: "estate-logs-${data.aws_caller_identity.Me.account_id}",
      tags: {
        "cost:centre": "4711",
        team: "${local.team}",
        for: "ever",
        "${local.team}-key": 'a "b" \\ c',
        note: "two\nlines",
      },
      lifecycle: { prevent_destroy: true, ignore_changes: "all" },
    },
    Replica: {
      bucket: "estate-replica",
      provider: "aws.billing",
      depends_on: ["aws_s3_bucket.Logs", "aws_glue_catalog_database.Costs"],
      lifecycle: {
        replace_triggered_by: ["aws_s3_bucket.Logs.bucket"],
        precondition: [{ condition: '${local.team != "x"}', error_message: 'The team "${local.team}" is wrong' }],
      },
    },
  },
  aws_s3_bucket_lifecycle_configuration: {
    Logs: {
      bucket: "${aws_s3_bucket.Logs.id}",
      rule: [
        {
          id: "old",
          status: "Enabled",
          filter: [{ and: [{ prefix: "a/", tags: { k: "v" } }] }],
          expiration: [{ days: 30 }],
        },
        {
          id: "parts",
          status: "Enabled",
          filter: [{}],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        },
      ],
    },
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    Logs: {
      bucket: "${aws_s3_bucket.Logs.id}",
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms" }, bucket_key_enabled: true }],
    },
  },
  aws_s3tables_table_bucket: {
    Tables: { name: "tables", encryption_configuration: { sse_algorithm: "AES256", kms_key_arn: null } },
  },
};

const COST: JsonObject = {
  aws_glue_catalog_database: { Costs: { "//": metadata("Estate/Cost/Costs"), name: "costs" } },
  aws_glue_catalog_table: {
    Cur2: {
      name: "cur2",
      database_name: "${aws_glue_catalog_database.Costs.name}",
      parameters: {
        "projection.enabled": "true",
        "storage.location.template": "s3://x/data/BILLING_PERIOD=$${billing_period}",
      },
      storage_descriptor: {
        columns: [
          { name: "line_item_unblended_cost", type: "double" },
          { name: "resource_tags", type: "map<string,string>" },
        ],
        ser_de_info: {
          serialization_library: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
          parameters: { "serialization.format": "1" },
        },
      },
    },
  },
  aws_athena_named_query: { Spend: { name: "spend", database: "${aws_glue_catalog_database.Costs.name}", query: SQL } },
  aws_bcmdataexports_export: {
    Cur2: {
      export: [
        {
          name: "cur2",
          data_query: [
            {
              query_statement: "SELECT x FROM COST_AND_USAGE_REPORT",
              table_configurations: { COST_AND_USAGE_REPORT: { TIME_GRANULARITY: "DAILY" } },
            },
          ],
          destination_configurations: [
            {
              s3_destination: [
                {
                  s3_bucket: "b",
                  s3_prefix: "p",
                  s3_region: "us-east-1",
                  s3_output_configurations: [
                    { overwrite: "OVERWRITE_REPORT", format: "PARQUET", compression: "PARQUET", output_type: "CUSTOM" },
                  ],
                },
              ],
            },
          ],
          refresh_cadence: [{ frequency: "SYNCHRONOUS" }],
        },
      ],
    },
  },
};

const OTHERS: JsonObject = {
  aws_bedrockagent_agent: {
    Helper: {
      agent_name: "helper",
      agent_resource_role_arn: "arn:aws:iam::111122223333:role/x",
      foundation_model: "m",
      prompt_override_configuration: [
        {
          override_lambda: null,
          prompt_configurations: [
            {
              base_prompt_template: 'Say "hi"\n',
              inference_configuration: [
                { max_length: 10, stop_sequences: ["\n\n"], temperature: 0.5, top_k: 1, top_p: 1 },
              ],
              parser_mode: "DEFAULT",
              prompt_creation_mode: "OVERRIDDEN",
              prompt_state: "ENABLED",
              prompt_type: "PRE_PROCESSING",
            },
          ],
        },
      ],
    },
  },
  aws_iam_role: {
    Reader: {
      name: "reader",
      count: 2,
      assume_role_policy: "${data.aws_iam_policy_document.Trust.json}",
      description: "Index ${count.index}",
    },
  },
  aws_ssm_parameter: {
    Each: {
      for_each: '${toset(["a", "b"])}',
      name: "/estate/${each.key}",
      type: "String",
      value: '${jsonencode({ "k" = "v\\n\\"" })}',
    },
  },
  grafana_folder: { Cost: { title: "Cost", provider: "grafana.stack" } },
  grafana_dashboard: {
    Checkout: { folder: "${grafana_folder.Cost.uid}", config_json: DASHBOARD, provider: "grafana.stack" },
  },
  grafana_notification_policy: {
    Root: {
      provider: "grafana.stack",
      contact_point: "default",
      group_by: ["alertname"],
      policy: [
        {
          contact_point: "page",
          continue: true,
          matcher: [
            { label: "severity", match: "=", value: "page" },
            { label: "team", match: "=~", value: "a|b\\d+" },
          ],
          policy: [{ contact_point: "deep", group_by: ["..."] }],
        },
      ],
    },
  },
};

/** The module; plans without any input. */
export const DIFFICULT_MODULE: JsonObject = {
  "//": { metadata: { version: "0.21.0", stackName: "Estate", backend: "local" } },
  terraform: {
    backend: { local: { path: "state/${not}-evaluated.tfstate" } },
    required_providers: {
      aws: { source: "hashicorp/aws", version: ">= 6.25.0, < 7.0.0" },
      grafana: { source: "grafana/grafana", version: "~> 4.45" },
    },
  },
  provider: {
    aws: [
      { region: "eu-central-1", default_tags: [{ tags: { managed: "estate" } }] },
      {
        alias: "billing",
        region: "us-east-1",
        assume_role: [{ role_arn: "arn:aws:iam::111122223333:role/estate", external_id: 'a"b' }],
      },
    ],
    grafana: [{ alias: "stack", url: "https://example.grafana.net", auth: "${var.token}" }],
  },
  variable: {
    token: { type: "string", default: "${literal} \\ token", description: 'Of the "stack": ${x}', sensitive: true },
    ports: {
      type: "list(string)",
      default: ["22", "443"],
      validation: [{ condition: "${length(var.ports) > 0}", error_message: 'Give "ports".' }],
    },
  },
  locals: { team: "platform", nested: { list: [1, "two", { three: true }], none: null } },
  data: {
    aws_caller_identity: { Me: { "//": metadata("Estate/Me"), provider: "aws.billing" } },
    aws_iam_policy_document: {
      Trust: {
        statement: [
          {
            sid: "A",
            actions: ["sts:AssumeRole"],
            principals: [{ type: "Service", identifiers: ["athena.amazonaws.com"] }],
            condition: [{ test: "StringLike", variable: "aws:SourceArn", values: ["arn:aws:*:$${aws:username}"] }],
          },
        ],
      },
    },
  },
  resource: { ...BUCKETS, ...COST, ...OTHERS, aws_security_group: SECURITY_GROUPS },
  moved: [{ from: "aws_s3_bucket.Old", to: "aws_s3_bucket.Logs" }],
  import: [{ to: "aws_s3_bucket.Replica", id: "estate-replica", provider: "aws.billing" }],
  output: {
    token: { value: "${var.token}", sensitive: true, description: "Costs ${nothing}" },
    sql: { value: SQL, depends_on: ["aws_athena_named_query.Spend"] },
    everything: {
      value: { local: "${local.nested}", names: "${aws_s3_bucket.Logs.bucket_prefix}", list: [null, false, -1.5] },
    },
  },
};
