/** Edits the throw-away state of a rehearsal, as `terraform state rm` would. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

interface StateFile {
  readonly serial: number;
  readonly resources: readonly { readonly type: string; readonly name: string }[];
}

/**
 * Takes resources out of the state, so that a plan does not read them again.
 * @param folder where the rehearsal runs
 * @param addresses of resources without `count` or `for_each`
 */
export async function forget(folder: string, addresses: ReadonlySet<string>): Promise<void> {
  const file = join(folder, "terraform.tfstate");
  const state = JSON.parse(await readFile(file, "utf8")) as StateFile;
  const resources = state.resources.filter(({ type, name }) => !addresses.has(`${type}.${name}`));
  await writeFile(file, JSON.stringify({ ...state, serial: state.serial + 1, resources }));
}
