/** The folders of the estate's dashboards, by title. A folder is there when a dashboard stands in it. */
export const FOLDERS = ["Overview", "AWS services", "Logs and traces", "Security", "Cost", "Operations"] as const;

export type FolderTitle = (typeof FOLDERS)[number];
