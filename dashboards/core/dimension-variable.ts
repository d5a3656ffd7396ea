/**
 * Choosing one value of a dimension of CloudWatch. Its names are known to CloudWatch alone, so they are not listed: people
 * type one, or click on a series, whose link fills it in. It is called as the dimension is, so that the link can do so.
 */
import { TextBoxVariableBuilder, type VariableModel } from "@grafana/grafana-foundation-sdk/dashboard";
import type { DrillDown } from "./drill-down";
import { CLOUDWATCH_REGION } from "./variables";

/** What stands for every value of a dimension, in CloudWatch's searches. */
const ANY_VALUE = "*";

/** Variables that say which account and region CloudWatch is asked in. */
export const CLOUDWATCH_PLACE: readonly string[] = ["cloudwatch", CLOUDWATCH_REGION];

/** A text that is the dimension's value; any value to begin with. */
export function dimensionVariable(dimension: string, label: string, description: string): VariableModel {
  return new TextBoxVariableBuilder(dimension)
    .label(label)
    .description(`${description} One name, or ${ANY_VALUE} for all; a click on a series offers its own.`)
    .defaultValue(ANY_VALUE)
    .current({ text: ANY_VALUE, value: ANY_VALUE })
    .build();
}

/** The dashboard with nothing but the series that was clicked. */
export function onlyThis(dashboard: string, dimension: string): DrillDown {
  return { title: "Only this one", dashboard, hand: [dimension], keep: CLOUDWATCH_PLACE };
}
