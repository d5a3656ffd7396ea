/** Log lines: how many, how bad, and which. */
import type { Signal } from "../core/signal";
import { CHOICES } from "./chosen-services";
import { counted, type LineChoice, listed, patterns } from "./log-lines";

const DEPENDS = { unjudged: "How many are normal depends on the traffic; failing requests are judged on Services." };

const STEP = "in each step of the zoom";

const DRILL_DOWNS = [
  { title: "Services", dashboard: "services", keep: CHOICES },
  { title: "Traces", dashboard: "traces", keep: CHOICES },
];

export function allLines(choice: LineChoice): Signal {
  return {
    id: "log-lines",
    name: "Lines",
    description: `Log lines ${STEP}. None at all means that nothing is shipped: look at Telemetry pipeline. A sudden multiple is a loop or a debug level left on.`,
    type: "log",
    unit: "short",
    judgement: DEPENDS,
    ...counted(choice),
  };
}

export function warningLines(choice: LineChoice): Signal {
  return {
    id: "log-lines-warning",
    name: "Warnings",
    description: `Lines of level warning ${STEP}. A rise before errors tells what ran out.`,
    type: "log",
    unit: "short",
    judgement: DEPENDS,
    ...counted(choice, "warning"),
  };
}

export function errorLines(choice: LineChoice): Signal {
  return {
    id: "log-lines-error",
    name: "Errors",
    description: `Lines of level error and worse ${STEP}; where a line names no level, its words decide. When it jumps, see below which service and which error.`,
    type: "log",
    unit: "short",
    judgement: DEPENDS,
    ...counted(choice, "error"),
  };
}

export function fatalLines(choice: LineChoice): Signal {
  return {
    id: "log-lines-fatal",
    name: "Fatal",
    description: `Lines of level critical or fatal ${STEP}: a process gave up. One is worth a look, ten are a restart loop.`,
    type: "log",
    unit: "short",
    judgement: { warnAbove: 1, badAbove: 10 },
    runbook: "fatal-log-lines",
    ...counted(choice, "fatal"),
  };
}

export function linesByService(choice: LineChoice): Signal {
  return {
    id: "log-lines-service",
    name: "Lines by service",
    description: `Log lines ${STEP}, by service. A service that falls silent has stopped or ships no more.`,
    type: "log",
    unit: "short",
    judgement: DEPENDS,
    drillDowns: DRILL_DOWNS,
    ...counted(choice, undefined, "service"),
  };
}

export function linesBySeverity(choice: LineChoice): Signal {
  return {
    id: "log-lines-severity",
    name: "Lines by severity",
    description: `Log lines ${STEP}, by severity. Mostly debug means that a level was left on, which is paid for.`,
    type: "log",
    unit: "short",
    judgement: DEPENDS,
    ...counted(choice, undefined, "severity"),
  };
}

export function errorsByService(choice: LineChoice): Signal {
  return {
    id: "log-errors-service",
    name: "Error lines by service",
    description: `Lines of level error and worse ${STEP}, by service. The first service to rise is often the cause, the others its victims.`,
    type: "log",
    unit: "short",
    judgement: DEPENDS,
    drillDowns: [{ title: "Logs", dashboard: "logs", keep: CHOICES }, ...DRILL_DOWNS],
    ...counted(choice, "error", "service"),
  };
}

export function errorPatterns(choice: LineChoice): Signal {
  return {
    id: "log-error-patterns",
    name: "Top error patterns",
    description:
      "What the most frequent error lines of the range say, by service. Ids and numbers are taken out, so that lines of one kind count together; documents are told apart by the whole line, and CloudWatch's lines by how they begin. Start with the first one.",
    type: "table",
    unit: "short",
    judgement: DEPENDS,
    ...patterns(choice, "error"),
  };
}

export function errorReading(choice: LineChoice): Signal {
  return {
    id: "log-error-reading",
    name: "Error lines",
    description: "The newest lines of level error and worse. The trace id of a line leads to its trace.",
    type: "log",
    unit: "short",
    judgement: { unjudged: "Lines are for reading." },
    ...listed(choice, "error"),
  };
}

export function lineReading(choice: LineChoice): Signal {
  return {
    id: "log-reading",
    name: "Log lines",
    description:
      "The newest lines of all levels. Narrow them by service and by words; the trace id leads to the trace.",
    type: "log",
    unit: "short",
    judgement: { unjudged: "Lines are for reading." },
    ...listed(choice),
  };
}
