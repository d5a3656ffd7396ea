/** Teams and folder permissions, on both platforms. */
import { describe, expect, it } from "vitest";
import type { EstateConfig, EstateInput } from "../../../config/estate";
import { FOLDERS } from "../../../config/folders";
import { ADMINS, amazonManagedExample, minimal, showcase } from "../../support/fixtures";
import { planOf, plannedValues } from "../../support/rehearse";
import { synthEstate } from "../../support/synth";
import { addresses, resource, resources } from "../../support/template";

const { estate, contributions } = synthEstate(showcase());

const TEAMS: EstateInput["teams"] = {
  everyone: { name: "Everyone", email: "team@example.com" },
  shop: { name: "Shop ${x}", email: "shop@example.com" },
};
const STACK = { existing: { slug: "smallco", id: "123456", url: "https://smallco.grafana.net" } };

/** The smallest estate with two teams, of which one runs services. */
function twoTeams(grafana: Partial<EstateInput["grafana"]> = {}): EstateConfig {
  return minimal({
    teams: TEAMS,
    services: { cart: { team: "shop", accounts: ["main"] }, till: { team: "shop", accounts: ["main"] } },
    grafana: { owner: "everyone", plan: "advanced", stack: STACK, ...grafana },
  });
}

const managedTeams = (): EstateConfig =>
  twoTeams({ platform: "amazon-managed", amazonManaged: { account: "main", access: { admins: [ADMINS] } } });

const people = (config: EstateConfig) =>
  addresses(synthEstate(config).estate).filter((address) => address.includes(".grafana_people"));

const steps = (config: EstateConfig) =>
  Object.fromEntries((synthEstate(config).contributions.at(-1)?.manualSteps ?? []).map((step) => [step.id, step]));

describe("teams", () => {
  it("are this and nothing else in estate.yaml", () => {
    expect(people(showcase()).filter((address) => address.includes("_people_teams_"))).toEqual([
      "grafana_team.grafana_people_teams_payments",
      "grafana_team.grafana_people_teams_platform",
      "grafana_team_external_group.grafana_people_teams_payments_groups",
      "grafana_team_external_group.grafana_people_teams_platform_groups",
    ]);
  });

  it("have the name and mail of the estate, and no members of its own", () => {
    expect(resource(estate, "grafana_team.grafana_people_teams_payments")).toEqual({
      provider: "grafana.stack",
      name: "Payments",
      email: "payments@example.com",
      ignore_externally_synced_members: true,
    });
  });

  it("are filled by groups, and by people where there is no group", () => {
    expect(resource(estate, "grafana_team_external_group.grafana_people_teams_payments_groups")).toEqual({
      provider: "grafana.stack",
      team_id: "${grafana_team.grafana_people_teams_payments.id}",
      groups: ["906717fb02-7a6b5c4d-1e2f-4a3b-8c9d-5e6f7a8b9c0d"],
    });
    expect(contributions.at(-1)?.manualSteps.map(({ id }) => id)).not.toContain("grafana-team-members");
    const half = twoTeams({ sso: { teams: { shop: ["shopkeepers"] } } });
    expect(steps(half)["grafana-team-members"]?.title).toBe("Put people into their teams in Grafana: Everyone");
  });

  it("keep a name that looks like a template, down to the plan", async () => {
    const planned = plannedValues(await planOf(synthEstate(twoTeams()).estate));
    expect(planned["grafana_team.grafana_people_teams_shop"]).toMatchObject({ name: "Shop ${x}" });
    expect(planned["grafana_folder.grafana_people_folders_teams_shop_folder"]).toMatchObject({
      title: "Team Shop ${x}",
    });
  });

  it("are the same on Amazon's platform, filled by people", () => {
    expect(people(managedTeams())).toEqual(people(twoTeams()));
    expect(steps(managedTeams())["grafana-team-members"]).toMatchObject({
      title: "Put people into their teams in Grafana: Everyone, Shop ${x}",
      how: "As an administrator: Administration, Users and access, Teams.",
    });
    const { owner } = amazonManagedExample().grafana;
    expect(people(amazonManagedExample())).toContain(`grafana_team.grafana_people_teams_${owner}`);
  });
});

describe("the permissions of a folder", () => {
  const EVERYBODY = [
    { role: "Viewer", permission: "View" },
    { role: "Editor", permission: "View" },
  ];
  const idOf = (team: string) => `\${grafana_team.grafana_people_teams_${team}.id}`;
  const permissions = (config: EstateConfig, id: string) =>
    resource(synthEstate(config).estate, `grafana_folder_permission.grafana_people_folders_${id}`)["permissions"];

  it("let the owner administer, the editors edit, and everybody else view", () => {
    expect(resource(estate, "grafana_folder_permission.grafana_people_folders_shared_cost")).toEqual({
      provider: "grafana.stack",
      folder_uid: "${grafana_folder.grafana_folders_cost.uid}",
      permissions: [
        ...EVERYBODY,
        { team_id: idOf("platform"), permission: "Admin" },
        { team_id: idOf("payments"), permission: "Edit" },
      ],
    });
  });

  it("are the owner's alone where no editor is named, or the owner is one", () => {
    const alone = [...EVERYBODY, { team_id: idOf("everyone"), permission: "Admin" }];
    expect(permissions(twoTeams(), "shared_cost")).toEqual(alone);
    expect(permissions(twoTeams({ folders: { Cost: { editors: ["everyone"] } } }), "shared_cost")).toEqual(alone);
  });

  it("stand on every folder of the estate, and on one folder of each team that runs a service", () => {
    const folders = Object.keys(resources(estate, "grafana_folder"));
    const closed = Object.values(resources(estate, "grafana_folder_permission")).map(({ folder_uid }) =>
      String(folder_uid).replace(/^\$\{grafana_folder\.(.+)\.uid\}$/, "$1"),
    );
    expect(closed.toSorted()).toEqual(folders.toSorted());
    expect(folders.filter((name) => name.includes("_people_"))).toEqual([
      "grafana_people_folders_teams_payments_folder",
      "grafana_people_folders_teams_platform_folder",
    ]);
    expect(permissions(twoTeams(), "teams_shop_access")).toEqual([
      ...EVERYBODY,
      { team_id: idOf("everyone"), permission: "Admin" },
      { team_id: idOf("shop"), permission: "Edit" },
    ]);
  });

  it("are asked for by titles that the config knows: no dashboard stands in another folder", () => {
    const titles = contributions.flatMap(({ dashboards }) => dashboards.map(({ folder }) => folder));
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.filter((title) => !FOLDERS.some((known) => known === title))).toEqual([]);
  });

  it("never make an administrator of a role", () => {
    const all = Object.values(resources(estate, "grafana_folder_permission")).flatMap(
      ({ permissions: list }) => list as readonly Readonly<Record<string, string>>[],
    );
    expect(all.filter(({ role, permission }) => role !== undefined && permission !== "View")).toEqual([]);
  });
});
