/** Who may change which dashboards: the owner of the pane everything, the editors of a folder theirs, everybody views. */
import { Folder } from "@cdktf/provider-grafana/lib/folder";
import { FolderPermission, type FolderPermissionPermissions } from "@cdktf/provider-grafana/lib/folder-permission";
import type { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import { literal } from "../core/escape";
import type { Teams } from "./teams";

/** What everybody may do, whatever their role; without a line for editors, they could change every dashboard. */
const EVERYBODY: readonly FolderPermissionPermissions[] = [
  { role: "Viewer", permission: "View" },
  { role: "Editor", permission: "View" },
];

export interface FolderAccessProps {
  readonly config: EstateConfig;
  readonly provider: GrafanaProvider;
  readonly teams: Teams;
  /** Folders of the estate's dashboards, by title. */
  readonly folders: ReadonlyMap<string, Folder>;
}

/**
 * The estate's folders are closed but for those who answer for them. A team that runs a service gets a folder of its own
 * beside them, for dashboards that nobody has to ask for.
 */
export class FolderAccess extends Construct {
  readonly #props: FolderAccessProps;

  constructor(scope: Construct, id: string, props: FolderAccessProps) {
    super(scope, id);
    this.#props = props;
    const { config, folders } = props;
    const shared = new Construct(this, "shared");
    for (const [title, folder] of folders) {
      this.permission(shared, folder.uidInput ?? title, folder, config.grafana.folders[title]?.editors ?? []);
    }
    const own = new Construct(this, "teams");
    for (const team of serviceTeams(config)) {
      const below = new Construct(own, team);
      this.permission(below, "access", this.folder(below, team), [team]);
    }
  }

  private folder(scope: Construct, team: string): Folder {
    const { config, provider } = this.#props;
    return new Folder(scope, "folder", {
      provider,
      uid: `team-${team}`,
      title: literal(`Team ${config.teams[team]?.name ?? team}`),
      preventDestroyIfNotEmpty: true,
    });
  }

  /** The whole set: what a person adds in Grafana is removed by the next apply. */
  private permission(scope: Construct, id: string, folder: Folder, editors: readonly string[]): void {
    const { config, provider, teams } = this.#props;
    const { owner } = config.grafana;
    new FolderPermission(scope, id, {
      provider,
      folderUid: folder.uid,
      permissions: [
        ...EVERYBODY,
        { teamId: teams.idOf(owner), permission: "Admin" },
        ...editors
          .filter((team) => team !== owner)
          .toSorted()
          .map((team) => ({ teamId: teams.idOf(team), permission: "Edit" })),
      ],
    });
  }
}

/** Teams that run a service, each once. */
function serviceTeams({ services }: EstateConfig): readonly string[] {
  return [...new Set(Object.values(services).map(({ team }) => team))].toSorted();
}
