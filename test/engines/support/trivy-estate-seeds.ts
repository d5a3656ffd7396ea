/** The faults that can be seeded into a synthesised stack: one for each control that it has, found by resource type. */
import type { Json, JsonObject } from "../../../rendition";
import type { Seed } from "./trivy-seed";

/** A control that every resource of a type has, and the check that guards it. */
interface Control {
  readonly type: string;
  readonly check: string;
  /** Keys inside the resource; none for the resource as a whole. */
  readonly path: readonly (string | number)[];
  /** What to put there.
   * @default - the control is removed */
  readonly value?: Json;
  /** Which resources of the type have the control.
   * @default - all */
  readonly where?: (body: JsonObject) => boolean;
}

const ACCESS = "aws_s3_bucket_public_access_block";
const ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration";
const WORKGROUP = "aws_athena_workgroup";
const RESULTS = ["configuration", "result_configuration", "encryption_configuration"];
const ENFORCED = ["configuration", "enforce_workgroup_configuration"];

const statement = (actions: readonly string[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] });

/** A container with a password in its environment. */
const TELLING = JSON.stringify([
  { name: "app", image: "example", essential: true, environment: [{ name: "DB_PASSWORD", value: "example" }] },
]);

const ANYWHERE = "0.0.0.0/0";
const isRange = ({ cidr_ipv4: range }: JsonObject): boolean => typeof range === "string" && range !== ANYWHERE;

const CONTROLS: readonly Control[] = [
  { type: ACCESS, check: "AVD-AWS-0086", path: ["block_public_acls"] },
  { type: ACCESS, check: "AVD-AWS-0087", path: ["block_public_policy"] },
  { type: ACCESS, check: "AVD-AWS-0091", path: ["ignore_public_acls"] },
  { type: ACCESS, check: "AVD-AWS-0093", path: ["restrict_public_buckets"] },
  { type: ACCESS, check: "AVD-AWS-0094", path: [] },
  { type: ENCRYPTION, check: "AVD-AWS-0088", path: [] },
  { type: ENCRYPTION, check: "AVD-AWS-0132", path: [] },
  { type: "aws_s3_bucket_versioning", check: "AVD-AWS-0090", path: [] },
  { type: "aws_cloudwatch_log_group", check: "AVD-AWS-0017", path: ["kms_key_id"] },
  { type: "aws_sns_topic", check: "AVD-AWS-0095", path: ["kms_master_key_id"] },
  { type: "aws_sns_topic", check: "AVD-AWS-0136", path: ["kms_master_key_id"], value: "alias/aws/sns" },
  { type: "aws_kms_key", check: "AVD-AWS-0065", path: ["enable_key_rotation"] },
  { type: WORKGROUP, check: "AVD-AWS-0006", path: RESULTS },
  { type: WORKGROUP, check: "AVD-AWS-0007", path: ENFORCED, value: false },
  { type: "aws_secretsmanager_secret", check: "AVD-AWS-0098", path: ["kms_key_id"] },
  { type: "aws_security_group", check: "AVD-AWS-0099", path: ["description"] },
  {
    type: "aws_vpc_security_group_egress_rule",
    check: "AVD-AWS-0104",
    path: ["cidr_ipv4"],
    value: ANYWHERE,
    where: isRange,
  },
  { type: "aws_vpc_security_group_egress_rule", check: "AVD-AWS-0124", path: ["description"] },
  { type: "aws_vpc_security_group_ingress_rule", check: "AVD-AWS-0124", path: ["description"] },
  { type: "aws_ecs_cluster", check: "AVD-AWS-0034", path: ["setting", 0, "value"], value: "disabled" },
  { type: "aws_ecs_task_definition", check: "AVD-AWS-0036", path: ["container_definitions"], value: TELLING },
  { type: "aws_iam_policy", check: "AVD-AWS-0342", path: ["policy"], value: statement(["iam:PassRole"]) },
  { type: "aws_iam_policy", check: "AVD-AWS-0345", path: ["policy"], value: statement(["s3:*"]) },
  { type: "aws_iam_policy", check: "AVD-AWS-0346", path: ["policy"], value: statement(["s3:Get*", "s3:Put*"]) },
  { type: "aws_iam_role_policy", check: "AVD-AWS-0342", path: ["policy"], value: statement(["iam:PassRole"]) },
  { type: "aws_iam_role_policy", check: "AVD-AWS-0345", path: ["policy"], value: statement(["s3:*"]) },
  { type: "aws_iam_role_policy", check: "AVD-AWS-0346", path: ["policy"], value: statement(["s3:Get*", "s3:Put*"]) },
];

/** Resource types of which the estate's own are seeded. */
export const SEEDED_TYPES: ReadonlySet<string> = new Set(CONTROLS.map(({ type }) => type));

/** Every fault that fits the stack, in the order of the table and then of the stack. */
export function estateSeeds(document: JsonObject): readonly Seed[] {
  const types = (document["resource"] ?? {}) as Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  return CONTROLS.flatMap(({ type, path, where = () => true, ...control }) =>
    Object.entries(types[type] ?? {})
      .filter(([, body]) => where(body))
      .map(([name, body]) => {
        const self = `${type}.${name}`;
        const guards = referred(body["bucket"]) ?? self;
        const resource = path.length === 0 ? guards : self;
        return { ...control, resource, guards, path: ["resource", type, name, ...path] };
      }),
  );
}

/** `aws_s3_bucket.Logs` of `${aws_s3_bucket.Logs.id}`. */
function referred(value: Json | undefined): string | undefined {
  return typeof value === "string" ? /^\$\{([\w-]+\.[\w-]+)\.\w+\}$/.exec(value)?.[1] : undefined;
}
