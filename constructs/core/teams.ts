import type { EstateConfig } from "../../config/estate";

/** The mailbox of a declared team. */
export function emailOf(config: EstateConfig, team: string): string {
  const found = config.teams[team];
  if (found === undefined)
    throw new Error(`team ${team} is not declared; the config check lets no such reference through`);
  return found.email;
}
