/** Estates for tests: functions with overrides, never shared objects. Account ids are those of AWS's documentation. */
import { fileURLToPath } from "node:url";
import { defineEstate } from "../../config/define";
import type { EstateConfig, EstateInput } from "../../config/estate";
import { loadEstate } from "../../config/load";

export const MAIN_ACCOUNT = "111122223333";

/** The smallest estate that has a cost domain; a test overrides the sections it is about. */
export function minimal(overrides: Partial<EstateInput> = {}): EstateConfig {
  return defineEstate({
    name: "smallco",
    accounts: { main: { id: MAIN_ACCOUNT, region: "eu-west-1" } },
    teams: { everyone: { name: "Everyone", email: "team@example.com" } },
    grafana: {
      owner: "everyone",
      stack: { existing: { slug: "smallco", id: "123456", url: "https://smallco.grafana.net" } },
    },
    cost: { account: "main" },
    ...overrides,
  });
}

type CostInput = NonNullable<EstateInput["cost"]>;

/** The smallest estate with another cost section. */
export function withCost(cost: Omit<CostInput, "account">, overrides: Partial<EstateInput> = {}): EstateConfig {
  return minimal({ cost: { account: "main", ...cost }, ...overrides });
}

/** `estate.yaml`: everything on. */
export function showcase(): EstateConfig {
  return loadEstate(fileOf("estate.yaml"));
}

/** `examples/minimal.yaml`: what a small team starts with. */
export function minimalExample(): EstateConfig {
  return loadEstate(fileOf("examples/minimal.yaml"));
}

/** `examples/amazon-managed.yaml`: nothing outside of AWS. */
export function amazonManagedExample(): EstateConfig {
  return loadEstate(fileOf("examples/amazon-managed.yaml"));
}

function fileOf(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

type ManagedInput = NonNullable<EstateInput["grafana"]["amazonManaged"]>;

/** Identity Center group of the administrators of Amazon's Grafana. */
export const ADMINS = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";

/** The least of an estate on Amazon's platform. */
export function managed(overrides: Partial<ManagedInput> = {}, estate: Partial<EstateInput> = {}): EstateConfig {
  return minimal({
    grafana: {
      platform: "amazon-managed",
      owner: "everyone",
      amazonManaged: { account: "main", access: { admins: [ADMINS] }, ...overrides },
    },
    ...estate,
  });
}
