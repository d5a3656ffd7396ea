/**
 * A component on its way to the instances of a role: those that are tagged for it first, all others after these have
 * succeeded, a few at a time, and no further after too many failures.
 */
import { SsmAssociation } from "@cdktf/provider-aws/lib/ssm-association";
import type { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { FleetRolloutConfig } from "../../../config/sections/telemetry-fleet";
import type { Account } from "../../core/accounts";

export interface RolloutProps {
  readonly account: Account;
  /** Name of the association; that of the first instances gets `-canary`. */
  readonly name: string;
  readonly document: SsmDocument;
  readonly parameters: Readonly<Record<string, string>>;
  /** What the parameters come from: a change of one is what is rolled out. */
  readonly sources: readonly TerraformResource[];
  readonly tagKey: string;
  /** Value of the tags of roles and of first instances alike. */
  readonly tagValue: string;
  readonly rollout: FleetRolloutConfig;
  readonly output: { readonly bucket: string; readonly prefix: string };
  /** What instances need before the first run, which is at once: rights. */
  readonly ready: readonly ITerraformDependable[];
}

export class Rollout extends Construct {
  readonly #props: RolloutProps;

  constructor(scope: Construct, id: string, props: RolloutProps) {
    super(scope, id);
    this.#props = props;
    const { tagKey, rollout } = props;
    const canary = rollout.canary === undefined ? [] : [this.canary(rollout.canary)];
    new SsmAssociation(this, "resource", {
      ...this.association(tagKey),
      associationName: props.name,
      dependsOn: [...props.ready, ...canary],
    });
  }

  /** The provider waits for new associations only, so that each change makes this one anew. */
  private canary({ tagKey, waitMinutes }: NonNullable<FleetRolloutConfig["canary"]>): SsmAssociation {
    const { document, sources } = this.#props;
    return new SsmAssociation(this, "canary", {
      ...this.association(tagKey),
      associationName: `${this.#props.name}-canary`,
      dependsOn: [...this.#props.ready],
      waitForSuccessTimeoutSeconds: waitMinutes * 60,
      lifecycle: { replaceTriggeredBy: [document, ...sources].map(addressOf) },
    });
  }

  private association(tagKey: string) {
    const { account, document, parameters, tagValue, rollout, output } = this.#props;
    return {
      provider: account.provider,
      region: account.region,
      name: document.name,
      documentVersion: document.latestVersion,
      parameters: { ...parameters },
      targets: [{ key: `tag:${tagKey}`, values: [tagValue] }],
      maxConcurrency: String(rollout.maxConcurrency),
      maxErrors: String(rollout.maxErrors),
      scheduleExpression: `rate(${String(rollout.everyHours)} ${rollout.everyHours === 1 ? "hour" : "hours"})`,
      complianceSeverity: rollout.severity,
      syncCompliance: "AUTO",
      outputLocation: { s3BucketName: output.bucket, s3KeyPrefix: output.prefix, s3Region: account.region },
    };
  }
}

/** Terraform wants the address itself here; as a template, which is what cdktf makes of a resource, it refuses it. */
function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
