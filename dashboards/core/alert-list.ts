/** The list of alerts that fire now. It asks Grafana itself and therefore has neither signal nor query. */
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelCell } from "./panel-cell";
import { HEIGHT } from "./tokens";

export interface AlertListProps {
  readonly title: string;
  readonly description: string;
  /** Folders of which rules are listed. @default - all */
  readonly folder?: string;
}

export function alertList({ title, description, folder }: AlertListProps): PanelCell {
  const bind = () => {
    const builder = new PanelBuilder()
      .type("alertlist")
      .title(title)
      .description(description)
      .datasource({ type: "datasource", uid: "grafana" })
      .unit("none")
      .options({
        viewMode: "list",
        groupMode: "default",
        maxItems: 20,
        sortOrder: 3,
        stateFilter: { firing: true, pending: true, noData: false, normal: false, error: true },
        ...(folder === undefined ? {} : { folder: { title: folder } }),
      });
    return { builder, queries: [], sources: [] };
  };
  return new PanelCell({ title, type: "alertlist", unit: "none", signals: [], bind, width: 12, height: HEIGHT.table });
}
