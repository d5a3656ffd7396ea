/** An estate written in TypeScript, checked exactly as one in YAML. */
import { checkEstate } from "./check";
import type { EstateConfig, EstateInput } from "./estate";
import { locateInObject } from "./place";

/**
 * The checked estate, defaults filled in; throws an `EstateError` that holds every problem, without file and lines.
 *
 * @example
 * const estate = defineEstate({
 *   name: "smallco",
 *   accounts: { main: { id: "111122223333", region: "eu-west-1" } },
 *   teams: { everyone: { name: "Everyone", email: "team@example.com" } },
 *   grafana: {
 *     owner: "everyone",
 *     stack: { existing: { slug: "smallco", id: "123456", url: "https://smallco.grafana.net" } },
 *   },
 * });
 */
export function defineEstate(estate: EstateInput): EstateConfig {
  return checkEstate({ file: "", input: estate, locate: locateInObject(estate), problems: [] });
}
