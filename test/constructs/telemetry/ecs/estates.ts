/** Estates with services on ECS. */
import type { EstateConfig, EstateInput } from "../../../../config/estate";
import { EcsTelemetry, type EcsTelemetryProps } from "../../../../constructs/telemetry/ecs/ecs-telemetry";
import { Accounts } from "../../../../constructs/core/accounts";
import { minimal } from "../../../support/fixtures";
import { synth } from "../../../support/synth";
import { policy, resource, type StackJson } from "../../../support/template";
import { ROUTES } from "./support";

type Ecs = NonNullable<NonNullable<EstateInput["services"]>[string]["ecs"]>;

export const IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/checkout:1.4.2";

const NETWORK = {
  "eu-west-1": {
    existing: {
      vpcId: "vpc-0123456789abcdef0",
      privateSubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    },
  },
};

/** An estate whose service checkout is on ECS in the account main. */
export function withEcs(ecs: Partial<Ecs> = {}, estate: Partial<EstateInput> = {}): EstateConfig {
  return minimal({
    accounts: { main: { id: "111122223333", region: "eu-west-1", environment: "production", network: NETWORK } },
    services: {
      checkout: {
        team: "everyone",
        accounts: ["main"],
        ecs: { containers: { app: { image: IMAGE, port: 8080 } }, ...ecs },
      },
    },
    ...estate,
  });
}

/** The stack `test` with its services on ECS, sent to fake destinations. */
export function synthEcs(config: EstateConfig, given: Partial<EcsTelemetryProps> = {}): StackJson {
  return synth((stack) => {
    new EcsTelemetry(stack, "ecs", {
      config,
      accounts: new Accounts(stack, config),
      routes: () => ROUTES,
      ...given,
    });
  }, config);
}

/** Where the service checkout of the account main stands in the plan. */
export const AT = "ecs_main_eu-west-1";
export const CHECKOUT = `${AT}_services_checkout`;
export const SERVICE = `aws_ecs_service.${CHECKOUT}_owned_service`;
export const TASK = `aws_ecs_task_definition.${CHECKOUT}_owned_task`;

export interface Container {
  readonly name: string;
  readonly [field: string]: unknown;
}

export function containersOf(stack: StackJson): readonly Container[] {
  return JSON.parse(String(resource(stack, TASK)["container_definitions"])) as readonly Container[];
}

export function containerOf(stack: StackJson, name: string): Container | undefined {
  return containersOf(stack).find((one) => one.name === name);
}

interface Statement {
  readonly Sid: string;
  readonly Resource: unknown;
}

/** Statements of the task role or the execution role. */
export function statementsOf(stack: StackJson, role: "task-role" | "execution-role"): readonly Statement[] {
  const document = policy(stack, `aws_iam_role_policy.${CHECKOUT}_${role}_policy`);
  return (document as { readonly Statement: readonly Statement[] }).Statement;
}
