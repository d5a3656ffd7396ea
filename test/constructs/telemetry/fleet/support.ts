/** Fleets for tests: a small one, and one that has everything. */
import { Testing } from "cdktf";
import type { EstateConfig, EstateInput } from "../../../../config/estate";
import type { FleetConfig } from "../../../../config/sections/telemetry-fleet";
import { Accounts } from "../../../../constructs/core/accounts";
import type { Intake } from "../../../../constructs/core/intake";
import { tagDomain } from "../../../../constructs/core/tags";
import { type Route, routesOf } from "../../../../constructs/telemetry/destinations";
import type { Bundle } from "../../../../constructs/telemetry/fleet/bundle";
import { Fleet } from "../../../../constructs/telemetry/fleet/fleet";
import { hostOf, shippedBy, type Host } from "../../../../constructs/telemetry/fleet/host";
import { resourceOf, type Shipped } from "../../../../constructs/telemetry/shipping";
import { BaseStack } from "../../../../stacks/base-stack";
import { minimal } from "../../../support/fixtures";
import { synth } from "../../../support/synth";
import { resource, type StackJson } from "../../../support/template";

export const DIGEST = "0a1b2c3d".repeat(8);
export const RPM = "fluent-bit-5.0.8-1.x86_64.rpm";
export const PASSWORD = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:database/exporter-AbCdEf";

const TOKEN: Intake = {
  kind: "basic",
  url: "https://store.example.com/path",
  user: "1001",
  secretArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:acme/token-AbCdEf",
  secretArnPattern: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:acme/token-??????",
  secretVersion: "v1",
  keyArn: "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
};

type FleetInput = NonNullable<NonNullable<EstateInput["telemetry"]>["fleet"]>;

/** Everything that a fleet may have. */
export const FULL: FleetInput = {
  accounts: ["main"],
  artefacts: {
    bucket: "smallco-artefacts",
    prefix: "fleet/",
    kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
    sha256: { [RPM]: DIGEST },
  },
  instanceRoles: { main: ["web-instances"] },
  rollout: { maxConcurrency: "20%", maxErrors: 1, everyHours: 12, severity: "HIGH", canary: { waitMinutes: 30 } },
  roles: {
    web: {
      service: "checkout",
      exporters: { node: {}, process: { programs: ["nginx", "java"] }, nginx: {}, apache: {} },
      journal: true,
      logFiles: {
        access: { path: "/var/log/nginx/access.log" },
        app: { path: "/var/log/app/*.log", multiline: "java" },
      },
      statsd: true,
    },
    database: {
      tagValue: "db",
      exporters: {
        mysqld: { passwords: { main: PASSWORD } },
        postgres: { passwords: { main: PASSWORD } },
        blackbox: {
          targets: {
            intranet: { target: "https://intranet.example.com/health" },
            gateway: { probe: "icmp", target: "10.0.0.1" },
          },
        },
      },
    },
  },
};

/** One role with the collector alone. */
export const SMALL: FleetInput = { accounts: ["main"], roles: { app: {} } };

export function estateWith(fleet: FleetInput, overrides: Partial<EstateInput> = {}): EstateConfig {
  return minimal({
    services: { checkout: { team: "everyone", accounts: ["main"] } },
    telemetry: { fleet },
    ...overrides,
  });
}

export function fleetOf({ telemetry }: EstateConfig): FleetConfig {
  if (telemetry.fleet === undefined) throw new Error("the estate has no fleet");
  return telemetry.fleet;
}

function routes(config: EstateConfig): (shipped: Shipped) => readonly Route[] {
  return (shipped) =>
    routesOf({
      config,
      account: shipped.account,
      region: shipped.account.region,
      logGroup: shipped.logGroup,
      resource: resourceOf(shipped),
      intake: () => TOKEN,
    });
}

export interface Synthesis {
  readonly stack: StackJson;
  readonly fleet: Fleet;
}

/** The fleet of an estate, synthesised by itself. */
export function synthFleet(
  config: EstateConfig,
  allowList?: readonly string[],
  hasLogGroups?: () => boolean,
): Synthesis {
  let made: Fleet | undefined;
  const stack = synth((scope) => {
    tagDomain(scope, "telemetry");
    made = new Fleet(scope, "fleet", {
      config,
      fleet: fleetOf(config),
      accounts: new Accounts(scope, config),
      routesFor: routes(config),
      ...(allowList === undefined ? {} : { allowList }),
      ...(hasLogGroups === undefined ? {} : { hasLogGroups }),
    });
  }, config);
  if (made === undefined) throw new Error("no fleet was made");
  return { stack, fleet: made };
}

/** A role of an estate as the pure functions see it. */
export function host(role: string, config: EstateConfig = estateWith(FULL)): Host {
  const fleet = fleetOf(config);
  const account = new Accounts(new BaseStack(Testing.app(), "hosts", config), config).get("main");
  const settings = fleet.roles[role];
  if (settings === undefined) throw new Error(`no role ${role}`);
  const given = { config, account, role, settings };
  return hostOf(fleet, { ...given, routes: routes(config)(shippedBy(account, role, settings)) });
}

/** The text of a file that a bundle puts on instances. */
export function fileIn(bundle: Bundle | undefined, path: string): string {
  const found = bundle?.services.flatMap(({ files }) => files).find((file) => file.path === path);
  if (found === undefined) throw new Error(`no ${path}`);
  return found.text;
}

/** The digest of a bundle, `web_router`, that its association names. */
export function bundleDigest(json: StackJson, name: string): string {
  const { parameters } = resource(json, `aws_ssm_association.fleet_main_roles_${name}_association`);
  return (parameters as { readonly Sha256: string }).Sha256;
}
