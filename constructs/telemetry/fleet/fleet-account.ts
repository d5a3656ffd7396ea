/** The fleet in one account: where its bundles and outputs are, what may be done to instances, and what these may do. */
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { destinationsOf } from "../../../config/destinations";
import { ecsPlaces } from "../../../config/ecs/places";
import type { EstateConfig } from "../../../config/estate";
import { shipsLogs } from "../../../config/fleet-programs";
import { fleetBucketName } from "../../../config/names";
import type { FleetConfig } from "../../../config/sections/telemetry-fleet";
import { OTHER_LOG_GROUP, serviceLogGroup } from "../../../dashboards/core/log-groups";
import type { Account } from "../../core/accounts";
import { CustomerKey } from "../../core/customer-key";
import { literal } from "../../core/escape";
import { allowLogEncryption, policyDocument } from "../../core/iam";
import { physicalName } from "../../core/names";
import { PrivateBucket } from "../../core/private-bucket";
import { LogGroups } from "../ecs/log-groups";
import type { Component } from "./bundle";
import { documentText } from "./document";
import { fleetStatements } from "./fleet-policy";
import { FleetRole } from "./fleet-role";
import type { Host } from "./host";

/** A bundle is in use for as long as an instance: it never expires. */
const NEVER = 36_500;

export interface FleetAccountProps {
  readonly config: EstateConfig;
  readonly fleet: FleetConfig;
  readonly account: Account;
  /** One for each role. */
  readonly hosts: readonly Host[];
  /** Whether log groups of services are made elsewhere. */
  readonly hasLogGroups: boolean;
}

/** Name of the policy that instances' roles need. */
export function fleetPolicyName({ name }: Pick<EstateConfig, "name">): string {
  return physicalName("iamPolicy", name, "fleet");
}

export class FleetAccount extends Construct {
  readonly #props: FleetAccountProps;
  readonly #at: { readonly provider: Account["provider"]; readonly region: string };
  readonly #documents = new Map<Component, SsmDocument>();

  constructor(scope: Construct, id: string, props: FleetAccountProps) {
    super(scope, id);
    this.#props = props;
    const { account, config, hosts } = props;
    this.#at = { provider: account.provider, region: account.region };
    const key = this.key();
    const configBucket = this.bucket("config", key, NEVER);
    const outputBucket = this.bucket("output", key, props.fleet.outputDays);
    const parameterPath = `/estate/${config.name}/fleet`;
    this.logGroups(key);
    const ready = this.policy({ parameterPath, configBucket, outputBucket, key });
    const roles = new Construct(this, "roles");
    for (const host of hosts)
      new FleetRole(roles, host.role, {
        fleet: props.fleet,
        host,
        configBucket,
        outputBucket,
        keyArn: key.arn,
        parameterPath,
        document: (component) => this.document(component, configBucket),
        ready,
      });
  }

  private key(): CustomerKey {
    const { account, config } = this.#props;
    const groups = `arn:${account.partition}:logs:${account.region}:${account.id}:log-group:${serviceLogGroup("*")}`;
    return new CustomerKey(this, "key", {
      account,
      region: account.region,
      alias: physicalName("kmsAlias", config.name, "fleet"),
      description: "What instances of the fleet read and write, and their log lines",
      statements: [allowLogEncryption("LogsEncryptHostLogs", account.region, groups)],
    });
  }

  private bucket(purpose: "config" | "output", key: CustomerKey, expireDays: number): PrivateBucket {
    const { account, config } = this.#props;
    return new PrivateBucket(this, purpose, {
      account,
      region: account.region,
      bucketName: fleetBucketName(config, account.key, purpose),
      kmsKeyArn: key.arn,
      expireDays,
    });
  }

  /** Made when a role first needs it. */
  private document(component: Component, configBucket: PrivateBucket): SsmDocument {
    const known = this.#documents.get(component);
    if (known !== undefined) return known;
    const { config, account, fleet } = this.#props;
    const { bucket = "", prefix = "" } = fleet.artefacts ?? {};
    const place = { component, region: account.region, bucket: configBucket.bucketName, artefacts: { bucket, prefix } };
    const made = new SsmDocument(this, `document-${component}`, {
      ...this.#at,
      // Systems Manager keeps names that begin with aws or amazon for itself.
      name: physicalName("ssmDocument", "estate", config.name, "fleet", component),
      documentType: "Command",
      documentFormat: "JSON",
      targetType: "/AWS::EC2::Instance",
      content: literal(documentText(place)),
    });
    this.#documents.set(component, made);
    return made;
  }

  private policy(own: {
    readonly parameterPath: string;
    readonly configBucket: PrivateBucket;
    readonly outputBucket: PrivateBucket;
    readonly key: CustomerKey;
  }): readonly ITerraformDependable[] {
    const { config, account, fleet, hosts } = this.#props;
    const { provider } = account;
    const place = {
      account,
      parameterPath: own.parameterPath,
      configBucketArn: own.configBucket.arn,
      outputBucketArn: own.outputBucket.arn,
      keyArn: own.key.arn,
      artefacts: fleet.artefacts,
    };
    const policy = new IamPolicy(this, "policy", {
      provider,
      name: fleetPolicyName(config),
      description: "Instances of the fleet get their programs and send telemetry",
      policy: policyDocument(fleetStatements(place, hosts)),
    });
    const roles = new Construct(this, "instance-roles");
    const attached = (fleet.instanceRoles[account.key] ?? []).map(
      (role) => new IamRolePolicyAttachment(roles, role, { provider, role, policyArn: policy.arn }),
    );
    return [policy, ...attached];
  }

  /** Where lines of hosts go to CloudWatch Logs, unless somebody else has made the group: ECS makes those of its services. */
  private logGroups(key: CustomerKey): void {
    const { config, account, hosts, hasLogGroups } = this.#props;
    if (hasLogGroups || !destinationsOf(config).logs.includes("cloudwatch")) return;
    const onEcs = ecsPlaces(config)
      .filter((place) => place.account === account.key && place.region === account.region)
      .map((place) => place.service);
    const names = hosts
      .filter(({ settings }) => shipsLogs(settings))
      .map(({ settings }) => settings.service)
      .filter((service) => service === undefined || !onEcs.includes(service))
      .map((service): [string, string] =>
        service === undefined ? ["_other", OTHER_LOG_GROUP] : [service, serviceLogGroup(service)],
      );
    new LogGroups(this, "logs", {
      account,
      region: account.region,
      keyArn: key.arn,
      retentionDays: config.telemetry.logs.retentionDays,
      names: Object.fromEntries(names),
    });
  }
}
