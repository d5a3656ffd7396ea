/** What every stack has: backend, readable logical ids, renames, provider constraints, address book. Nothing else, ever. */
import { LocalBackend, S3Backend, TerraformStack, type TerraformElement } from "cdktf";
import type { Construct, Node } from "constructs";
import type { EstateConfig } from "../config/estate";
import { addressesOf, collisions, ignoredOverrides } from "../constructs/core/address-book";
import { unheardDependencies } from "../constructs/core/dependencies";
import { logicalId } from "../constructs/core/logical-ids";
import { MOVES, type Move } from "../constructs/core/moved";
import pins from "../schemas/pins.json";

export class BaseStack extends TerraformStack {
  constructor(
    scope: Construct,
    id: string,
    protected readonly config: EstateConfig,
    moves: readonly Move[] = MOVES[id] ?? [],
  ) {
    super(scope, id);
    this.declareBackend();
    if (moves.length > 0) this.addOverride("moved", moves);
    this.node.addValidation({
      validate: () => [...collisions(addressesOf(this)), ...ignoredOverrides(this), ...unheardDependencies(this)],
    });
  }

  /** Terraform's own settings, with provider constraints that the prebuilt bindings cannot express. */
  override toTerraform(): unknown {
    this.constrain("aws", pins.aws.constraint);
    this.constrain("grafana", pins.grafana.constraint);
    return super.toTerraform();
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = "node" in element ? element.node : element;
    const construct = node.scopes.at(-1);
    return construct === undefined ? node.id : logicalId(this, construct);
  }

  protected declareBackend(): void {
    const { local, s3 } = this.config.state;
    if (s3 === undefined) {
      new LocalBackend(this, { path: local?.path ?? "terraform.tfstate" });
      return;
    }
    new S3Backend(this, {
      bucket: s3.bucket,
      region: s3.region,
      key: `${s3.keyPrefix}${this.node.id}.tfstate`,
      encrypt: true,
      ...(s3.kmsKeyArn === undefined ? {} : { kmsKeyId: s3.kmsKeyArn }),
    });
    this.addOverride("terraform.backend.s3.use_lockfile", true);
  }

  private constrain(type: string, version: string): void {
    const used = this.allProviders().some((provider) => provider.terraformResourceType === type);
    if (used) this.addOverride(`terraform.required_providers.${type}.version`, version);
  }
}
