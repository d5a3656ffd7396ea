/** `grafana.folders`: who edits the dashboards beside the team that owns the pane. */
import { z } from "zod";
import { reference } from "./primitives";

const folderSchema = z.strictObject({
  editors: z
    .array(reference)
    .min(1, "must name at least one team")
    .describe(
      "Teams that edit the folder's dashboards. A change of a dashboard of the estate lasts until the next apply.",
    ),
});

export const foldersSchema = z
  .record(z.string().min(1, "must be the title of a folder"), folderSchema)
  .default({})
  .describe("Folders by title. The team that owns the pane administers every folder; everybody else views.");

export type FolderConfig = z.output<typeof folderSchema>;
