/** How long a rehearsal takes per resource, and that it stays so when the estate grows. */
import { findTerraform, openRehearsal } from "../rehearsal";

/** Seconds of one rehearsed plan, start of the engine and `terraform init` included. */
export async function rehearse(resources: number, env: Readonly<NodeJS.ProcessEnv>): Promise<number> {
  const terraform = await findTerraform(env);
  const module = { "cdk.tf.json": JSON.stringify(moduleOf(resources)) };
  const began = performance.now();
  const rehearsal = await openRehearsal({ module, terraform, processEnv: env });
  try {
    const report = await rehearsal.plan();
    const seconds = (performance.now() - began) / 1000;
    if (report.add !== resources) throw new Error(`planned ${String(report.add)} of ${String(resources)} resources`);
    return seconds;
  } finally {
    await rehearsal.close();
  }
}

/** Buckets with their settings, queues, log groups and folders, in equal parts and with references between them. */
function moduleOf(resources: number): object {
  const each = resources / 5;
  const keys = Array.from({ length: each }, (_value, index) => `r${String(index)}`);
  const table = (body: (key: string) => object): object => Object.fromEntries(keys.map((key) => [key, body(key)]));
  return {
    terraform: {
      required_providers: { aws: { source: "hashicorp/aws" }, grafana: { source: "grafana/grafana" } },
    },
    provider: { aws: [{ region: "eu-central-1" }], grafana: [{ url: "https://example.grafana.net", auth: "none" }] },
    resource: {
      aws_s3_bucket: table((key) => ({ bucket: `example-${key}` })),
      aws_s3_bucket_versioning: table((key) => ({
        bucket: `\${aws_s3_bucket.${key}.id}`,
        versioning_configuration: { status: "Enabled" },
      })),
      aws_sqs_queue: table((key) => ({ name: `example-${key}` })),
      aws_cloudwatch_log_group: table((key) => ({ name: `/example/${key}`, retention_in_days: 30 })),
      grafana_folder: table((key) => ({ title: `Example ${key}` })),
    },
  };
}
