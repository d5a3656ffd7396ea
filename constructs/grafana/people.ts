/** People in Grafana: teams, who may change which dashboards, and how they log in. */
import type { Folder } from "@cdktf/provider-grafana/lib/folder";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { ManualStep } from "../core/contribution";
import type { Platform } from "../platform";
import { FolderAccess } from "./folder-access";
import { SingleSignOn } from "./single-sign-on";
import { Teams } from "./teams";

export interface PeopleProps {
  readonly config: EstateConfig;
  readonly platform: Platform;
  /** Folders of the estate's dashboards, by title. */
  readonly folders: ReadonlyMap<string, Folder>;
}

export class People extends Construct {
  readonly manualSteps: readonly ManualStep[];

  constructor(scope: Construct, id: string, { config, platform: { provider }, folders }: PeopleProps) {
    super(scope, id);
    const { grafana } = config;
    const teams = new Teams(this, "teams", { config, provider });
    new FolderAccess(this, "folders", { config, provider, teams, folders });
    // Amazon's platform logs in through IAM Identity Center by itself.
    const sso = grafana.platform === "grafana-cloud" ? grafana.sso : undefined;
    const login = sso && new SingleSignOn(this, "login", { grafana, sso, provider });
    this.manualSteps = [...teams.manualSteps, ...(login?.manualSteps ?? [])];
  }
}
