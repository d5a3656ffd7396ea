/**
 * Logs Insights as values: `insights().where({ level: "ERROR" }).command("stats count(*) as lines by bin(5m)")`. The
 * words of a filter are fields of the lines, discovered or made by a command before.
 */
import { type Condition, conditions, type Filter } from "./filter";
import { plainText, type Use } from "./use";

type Stage = (use: Use) => readonly string[];

/** Commands, each of which takes what the one before leaves. */
export class Insights {
  constructor(private readonly stages: readonly Stage[]) {}

  text(use: Use): string {
    return this.stages.flatMap((stage) => stage(use)).join(" | ");
  }

  /** A command as Logs Insights writes it, without the bar: `sort @timestamp desc`. */
  command(text: string): Insights {
    const plain = plainText(text);
    return this.with(() => [plain]);
  }

  /** Fewer lines, by fields. */
  where(filter: Filter): Insights {
    return this.with((use) => conditions(filter, use).map((condition) => `filter ${comparison(condition)}`));
  }

  /** Fewer lines, by fields that some of them lack: those stay. */
  whereIfPresent(filter: Filter): Insights {
    return this.with((use) =>
      conditions(filter, use).map((condition) => `filter not ispresent(${condition.word}) or ${comparison(condition)}`),
    );
  }

  /** What people type into a text variable of the dashboard, wherever it stands in a line; nothing typed finds all. */
  containsChosen(variable: string): Insights {
    return this.with((use) => (use === "alert" ? [] : [`filter @message like /(?i).*\${${variable}:regex}/`]));
  }

  private with(stage: Stage): Insights {
    return new Insights([...this.stages, stage]);
  }
}

/** Lines of the log groups asked. */
export function insights(): Insights {
  return new Insights([]);
}

function comparison({ word, operator, value }: Condition): string {
  if (operator === "=" || operator === "!=") return `${word} ${operator} ${JSON.stringify(value)}`;
  // Grafana writes All as it stands, a regular expression; values chosen become alternatives.
  const variable = /^\$(\w+)$/.exec(value)?.[1];
  const pattern = variable === undefined ? value.replaceAll("/", String.raw`\/`) : `\${${variable}:regex}`;
  return `${word} ${operator === "!~" ? "not like" : "like"} /^(?:${pattern})$/`;
}
