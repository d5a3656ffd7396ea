/** Mappings of which exactly one key, or at least one, must be given. */
import { entriesOf, type EstateDraft } from "../draft";
import type { Finding } from "../problem";

export function choicesAreMade({ state, accounts, grafana, cost }: EstateDraft): readonly Finding[] {
  return [
    ...atMostOne(["state"], state, ["local", "s3"]),
    ...entriesOf(accounts).flatMap(([name, account]) =>
      entriesOf(account.network).flatMap(([region, network]) =>
        exactlyOne(["accounts", name, "network", region], network, ["existing", "create"]),
      ),
    ),
    ...exactlyOne(["grafana", "sso", "metadata"], grafana?.sso?.metadata, ["url", "xml", "base64", "file"]),
    ...exactlyOne(["grafana", "stack"], grafana?.stack, ["create", "existing"]),
    ...atLeastOne(["cost", "exports"], cost?.exports, ["cur2", "focus", "legacyCur"]),
  ];
}

function exactlyOne(path: Finding["path"], mapping: object | undefined, keys: readonly string[]): readonly Finding[] {
  return [...atMostOne(path, mapping, keys), ...atLeastOne(path, mapping, keys)];
}

function atMostOne(path: Finding["path"], mapping: object | undefined, keys: readonly string[]): readonly Finding[] {
  if (mapping === undefined || given(mapping, keys).length < 2) return [];
  const both = given(mapping, keys).join(" and ");
  return [{ path, message: `has both ${both}`, value: "", fix: "keep one", atKey: true }];
}

function atLeastOne(path: Finding["path"], mapping: object | undefined, keys: readonly string[]): readonly Finding[] {
  if (mapping === undefined || given(mapping, keys).length > 0) return [];
  const all = keys.join(", ");
  return [{ path, message: `has none of ${all}`, value: "", fix: `add one of ${all}`, atKey: true }];
}

function given(mapping: object, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => key in mapping);
}
