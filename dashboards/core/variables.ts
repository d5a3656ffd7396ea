/** Template variables: the data source, and lists to filter by. They ask no query, so opening a dashboard costs nothing. */
import {
  CustomVariableBuilder,
  DatasourceVariableBuilder,
  type VariableModel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { DataSourceUse } from "./definition";

/** One value of a list, with the text that people see. */
export interface Choice {
  readonly text: string;
  readonly value: string;
}

/** A list of which several values, or All, can be chosen. */
export interface ListVariable {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly choices: readonly Choice[];
}

/** Name of the variable that holds the data source of a dashboard. */
export const DATA_SOURCE_VARIABLE = "datasource";

/** How panels refer to the data source variable. */
export const DATA_SOURCE_REFERENCE = `\${${DATA_SOURCE_VARIABLE}}`;

/** The data source as a variable that defaults to the estate's fixed UID, so that a copy can point elsewhere. */
export function dataSourceVariable({ uid, type }: DataSourceUse): VariableModel {
  return new DatasourceVariableBuilder(DATA_SOURCE_VARIABLE)
    .label("Data source")
    .type(type)
    .current({ text: uid, value: uid })
    .allowCustomValue(false)
    .build();
}

/**
 * A list with All as default. All stands for `'*'`, which `chosen()` reads as no filter, so that values which are not
 * in the list count as well.
 */
export function listVariable({ name, label, description, choices }: ListVariable): VariableModel {
  return new CustomVariableBuilder(name)
    .label(label)
    .description(description)
    .values(choices.map(({ text, value }) => `${escapeChoice(text)} : ${escapeChoice(value)}`).join(", "))
    .multi(true)
    .includeAll(true)
    .allValue("'*'")
    .allowCustomValue(false)
    .current({ text: ["All"], value: ["$__all"] })
    .build();
}

/** Grafana splits the list at commas and pairs at ` : `. */
function escapeChoice(text: string): string {
  return text.replaceAll(",", String.raw`\,`);
}
