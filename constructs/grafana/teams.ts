/** The estate's teams in Grafana, filled by groups of the identity provider where the estate says which. */
import type { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { Team } from "@cdktf/provider-grafana/lib/team";
import { TeamExternalGroup } from "@cdktf/provider-grafana/lib/team-external-group";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { ManualStep } from "../core/contribution";
import { literal } from "../core/escape";

export interface TeamsProps {
  readonly config: EstateConfig;
  readonly provider: GrafanaProvider;
}

export class Teams extends Construct {
  /** What people do for teams that no group fills. */
  readonly manualSteps: readonly ManualStep[];

  readonly #ids = new Map<string, string>();

  constructor(scope: Construct, id: string, { config, provider }: TeamsProps) {
    super(scope, id);
    const groups = groupsOf(config);
    for (const [key, { name, email }] of Object.entries(config.teams)) {
      const below = new Construct(this, key);
      // Members are left alone: Grafana takes only people who have logged in once.
      const team = new Team(below, "resource", {
        provider,
        name: literal(name),
        email,
        ignoreExternallySyncedMembers: true,
      });
      this.#ids.set(key, team.id);
      const filledBy = groups[key];
      if (filledBy === undefined) continue;
      new TeamExternalGroup(below, "groups", { provider, teamId: team.id, groups: filledBy.map(literal) });
    }
    const unfilled = Object.keys(config.teams).filter((key) => groups[key] === undefined);
    this.manualSteps = unfilled.length === 0 ? [] : [membersStep(config, unfilled)];
  }

  /** Id of a team for a permission, a reference. */
  idOf(key: string): string {
    const id = this.#ids.get(key);
    if (id === undefined)
      throw new Error(`team ${key} is not declared; the config check lets no such reference through`);
    return id;
  }
}

/** Groups by team. Another platform than Grafana Cloud has no group sync. */
function groupsOf({ grafana }: EstateConfig): Readonly<Record<string, readonly string[]>> {
  return grafana.platform === "grafana-cloud" ? (grafana.sso?.teams ?? {}) : {};
}

function membersStep({ teams, grafana }: EstateConfig, unfilled: readonly string[]): ManualStep {
  const names = unfilled.map((key) => teams[key]?.name ?? key).join(", ");
  return {
    id: "grafana-team-members",
    when: "after apply",
    title: `Put people into their teams in Grafana: ${names}`,
    why: "Nobody can be added who has not logged in once, and no group of the identity provider fills these teams.",
    how:
      grafana.platform === "grafana-cloud"
        ? "As an administrator: Administration, Users and access, Teams. With plan advanced, grafana.sso.teams does it by groups."
        : "As an administrator: Administration, Users and access, Teams.",
  };
}
