/** The folders of the estate's dashboards, by title. A folder is there when a dashboard stands in it. */
export const FOLDERS = ["Estate", "Services", "Compute", "Managed services", "Security", "Cost", "Operations"] as const;

export type FolderTitle = (typeof FOLDERS)[number];
