/** One role in one account: its bundles in S3, what the plan does not know in parameters, and both on their way to instances. */
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { FleetConfig } from "../../../config/sections/telemetry-fleet";
import { literal } from "../../core/escape";
import { physicalName } from "../../core/names";
import type { PrivateBucket } from "../../core/private-bucket";
import type { Route } from "../destinations/route";
import { PARAMETERS } from "./apply-script";
import { type Bundle, type Component, renderBundle, type RenderedBundle } from "./bundle";
import { takesEnvironment } from "./document";
import type { Host } from "./host";
import { collectorBundle } from "./host-collector";
import { exportersBundle } from "./host-exporters";
import { routerBundle } from "./host-router";
import { Rollout } from "./rollout";
import { environmentText } from "./start-file";

export interface FleetRoleProps {
  readonly fleet: FleetConfig;
  readonly host: Host;
  readonly configBucket: PrivateBucket;
  readonly outputBucket: PrivateBucket;
  readonly keyArn: string;
  /** First part of the names of parameters. */
  readonly parameterPath: string;
  /** The document of a component. */
  readonly document: (component: Component) => SsmDocument;
  /** What gives instances their rights. */
  readonly ready: readonly ITerraformDependable[];
}

/** Bundles of a role: what its instances have. */
export function bundlesOf(host: Host): readonly Bundle[] {
  return [collectorBundle(host), routerBundle(host), exportersBundle(host)].filter((bundle) => bundle !== undefined);
}

export class FleetRole extends Construct {
  readonly #props: FleetRoleProps;

  constructor(scope: Construct, id: string, props: FleetRoleProps) {
    super(scope, id);
    this.#props = props;
    for (const bundle of bundlesOf(props.host)) this.component(renderBundle(bundle));
  }

  private component(bundle: RenderedBundle): void {
    const { host, fleet, document, outputBucket } = this.#props;
    const { component } = bundle;
    const scope = new Construct(this, component);
    const object = this.object(scope, bundle);
    const environment = takesEnvironment(component) ? this.environment(scope, component) : undefined;
    new Rollout(scope, "association", {
      account: host.account,
      name: physicalName("ssmAssociation", host.config.name, "fleet", host.role, component),
      document: document(component),
      parameters: {
        [PARAMETERS.bundle]: object.key,
        [PARAMETERS.sha256]: bundle.sha256,
        ...(environment === undefined
          ? {}
          : { [PARAMETERS.environment]: `${environment.name}:${environment.getStringAttribute("version")}` }),
      },
      sources: environment === undefined ? [object] : [object, environment],
      tagKey: fleet.tagKey,
      tagValue: host.settings.tagValue ?? host.role,
      rollout: fleet.rollout,
      output: { bucket: outputBucket.bucketName, prefix: `${host.role}/${component}` },
      ready: this.#props.ready,
    });
  }

  /** Named by its content. A new one is there before the old one goes, so that an instance always finds its own. */
  private object(scope: Construct, { component, text, sha256 }: RenderedBundle): S3Object {
    const { host, configBucket, keyArn } = this.#props;
    return new S3Object(scope, "bundle", {
      provider: host.account.provider,
      region: host.account.region,
      bucket: configBucket.bucketName,
      key: `fleet/${host.role}/${component}-${sha256}.bundle`,
      content: literal(text),
      contentType: "text/plain; charset=utf-8",
      serverSideEncryption: "aws:kms",
      kmsKeyId: keyArn,
      dependsOn: [configBucket.ready],
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** Addresses, and places of secrets; no secret itself. */
  private environment(scope: Construct, component: Component): SsmParameter {
    const { host, keyArn, parameterPath } = this.#props;
    const sends = (route: Route) => (route.output === undefined) === (component === "collector");
    const routes = host.routes.filter(sends);
    return new SsmParameter(scope, "environment", {
      provider: host.account.provider,
      region: host.account.region,
      name: `${parameterPath}/${host.role}/${component}`,
      description: `Where the ${component} of ${host.role} sends to, and where its secrets are`,
      type: "SecureString",
      keyId: keyArn,
      tier: "Intelligent-Tiering",
      value: environmentText({
        variables: together([{ AWS_REGION: host.account.region }, ...routes.map((route) => route.environment)]),
        secrets: together(routes.map((route) => route.secrets)),
      }),
    });
  }
}

function together(parts: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
}
