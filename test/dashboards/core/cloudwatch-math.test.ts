/** Arithmetic over CloudWatch: who computes it, what everything is called, and what could never be computed. */
import { describe, expect, it } from "vitest";
import { alertRule } from "../../../dashboards/core/alert-rule";
import { timeSeries } from "../../../dashboards/core/panels";
import { chosen, cloudWatch, cloudWatchMath, type CloudWatchMetric } from "../../../dashboards/core/query";
import { ranking } from "../../../dashboards/core/ranking";
import { lambdaErrors, panelOf, scope } from "./support";

type Dimensions = NonNullable<CloudWatchMetric["dimensions"]>;

const BY_FUNCTION = { FunctionName: "*" } as const;

const lambda = (metric: string, dimensions: Dimensions = {}): CloudWatchMetric => ({
  namespace: "AWS/Lambda",
  metric,
  statistic: "Sum",
  dimensions,
});

const share = (metric: string, ofErrors: Dimensions = BY_FUNCTION, ofCalls: Dimensions = ofErrors) =>
  cloudWatchMath("100 * errors / calls", {
    errors: lambda(metric, ofErrors),
    calls: lambda("Invocations", ofCalls),
  });

const { sources } = scope();
const signal = { ...lambdaErrors, query: share("Errors") };
const throttles = { ...lambdaErrors, id: "throttles", name: "Throttles", query: share("Throttles") };
const single = { ...lambdaErrors, id: "single", name: "Single", query: cloudWatch(lambda("Errors")) };

const refused = (make: () => unknown, message: string) => {
  expect(make).toThrow(new Error(message));
};

interface Asked {
  readonly refId: string;
  readonly id?: string;
  readonly expression: string;
  readonly label?: string;
}

const askedBy = (...args: Parameters<typeof timeSeries>) =>
  (panelOf(timeSeries(...args)).targets ?? []) as unknown as Asked[];

describe("arithmetic over many series and many", () => {
  it("is computed by Grafana, which knows its metrics by their names", () => {
    expect(panelOf(timeSeries(signal)).targets).toMatchObject([
      { refId: "errors", id: "errors", hide: true, metricName: "Errors", expression: "" },
      { refId: "calls", id: "calls", hide: true, metricName: "Invocations", expression: "" },
      {
        refId: "result",
        datasource: { type: "__expr__", uid: "__expr__" },
        type: "math",
        expression: "100 * $errors / $calls",
      },
    ]);
  });

  it("calls its series by the dimensions that tell them apart", () => {
    expect(panelOf(timeSeries(signal)).fieldConfig).toMatchObject({
      overrides: [
        {
          matcher: { id: "byFrameRefID", options: "result" },
          properties: [{ id: "displayName", value: "${__field.labels.FunctionName}" }],
        },
      ],
    });
  });

  it("has names of its own in a panel with others, whose series keep theirs", () => {
    const panel = timeSeries(signal, { also: [throttles, single] });
    expect(askedBy(signal, { also: [throttles, single] }).map(({ refId, expression }) => [refId, expression])).toEqual([
      ["errors", ""],
      ["calls", ""],
      ["result", "100 * $errors / $calls"],
      ["errors_1", ""],
      ["calls_1", ""],
      ["result_1", "100 * $errors_1 / $calls_1"],
      ["G", ""],
    ]);
    expect(panelOf(panel).fieldConfig?.overrides.map(({ matcher, properties }) => [matcher, properties])).toEqual([
      [
        { id: "byFrameRefID", options: "result" },
        [{ id: "displayName", value: "Lambda errors ${__field.labels.FunctionName}" }],
      ],
      [
        { id: "byFrameRefID", options: "result_1" },
        [{ id: "displayName", value: "Throttles ${__field.labels.FunctionName}" }],
      ],
    ]);
  });

  it("calls series of all its metrics alike, since Grafana pairs them by that name as well", () => {
    const query = share("Errors", { FunctionName: chosen("f"), Resource: "*" }, { Resource: "*", FunctionName: "*" });
    const asked = askedBy({ ...signal, query }, { also: [single] }).slice(0, 3);
    const labels = asked.flatMap(({ label }) => (label === undefined ? [] : [label]));
    expect(labels).toEqual([
      "${PROP('Dim.FunctionName')} ${PROP('Dim.Resource')}",
      "${PROP('Dim.FunctionName')} ${PROP('Dim.Resource')}",
    ]);
  });

  it("is what naming one metric of many series twice comes to", () => {
    const query = cloudWatchMath("errors / (errors + calls)", {
      errors: lambda("Errors", BY_FUNCTION),
      calls: lambda("Invocations", BY_FUNCTION),
    });
    const square = cloudWatchMath("errors * errors", { errors: lambda("Errors", BY_FUNCTION) });
    expect(askedBy({ ...signal, query }).at(-1)?.expression).toBe("$errors / ($errors + $calls)");
    expect(askedBy({ ...signal, query: square }).at(-1)?.expression).toBe("$errors * $errors");
  });

  it("is no ranking, whose rows would have no names", () => {
    refused(
      () => ranking(signal, { of: "Function", by: "now" }),
      'Signal "lambda-errors" is computed by Grafana, whose rows would have no names.',
    );
  });
});

describe("arithmetic that CloudWatch can do", () => {
  it("is left to it: one series and one, many and one, many and a number", () => {
    const of = (errors: Dimensions, calls: Dimensions) => askedBy({ ...signal, query: share("Errors", errors, calls) });
    for (const [errors, calls] of [
      [{}, {}],
      [{ FunctionName: "a" }, { FunctionName: "b" }],
      [BY_FUNCTION, {}],
      [{}, { FunctionName: chosen("f") }],
    ] as const) {
      expect(of(errors, calls).map(({ refId, id }) => [refId, id])).toEqual([
        ["A", "errors"],
        ["B", "calls"],
        ["C", "result"],
      ]);
      expect(of(errors, calls).at(-1)).toMatchObject({ expression: "100 * errors / calls", label: "Lambda errors" });
    }
    const query = cloudWatchMath("errors / 300", { errors: lambda("Errors", BY_FUNCTION) });
    expect(askedBy({ ...signal, query }).at(-1)?.expression).toBe("errors / 300");
  });

  it("has names of its own in a panel with others", () => {
    const one = { ...signal, query: share("Errors", {}) };
    const other = { ...throttles, query: share("Throttles", {}) };
    expect(askedBy(one, { also: [other] }).map(({ refId, id, expression }) => [refId, id, expression])).toEqual([
      ["A", "errors", ""],
      ["B", "calls", ""],
      ["C", "result", "100 * errors / calls"],
      ["D", "errors_1", ""],
      ["E", "calls_1", ""],
      ["F", "result_1", "100 * errors_1 / calls_1"],
    ]);
  });
});

describe("arithmetic that nobody could compute", () => {
  it.each([
    ["has series by one dimension, and others by another", BY_FUNCTION, { Resource: "*" }, 'but "calls" by Resource.'],
    [
      "has more dimensions on one side",
      BY_FUNCTION,
      { ...BY_FUNCTION, Resource: "*" },
      'but "calls" by FunctionName, Resource.',
    ],
  ])("is refused if it %s", (_, errors, calls, end) => {
    refused(
      () => share("Errors", errors, calls),
      `"100 * errors / calls" cannot be computed: it has series by FunctionName, ${end}`,
    );
  });

  it("is refused if it puts one series among many on both sides", () => {
    refused(
      () =>
        cloudWatchMath("errors / (errors + calls)", {
          errors: lambda("Errors", BY_FUNCTION),
          calls: lambda("Invocations"),
        }),
      '"errors / (errors + calls)" cannot be computed: it has series by FunctionName, but "calls" by nothing.',
    );
  });

  it("is refused if fixed dimensions contradict each other, but not if one metric has more of them", () => {
    const only = (Resource: string): Dimensions => ({ ...BY_FUNCTION, Resource });
    refused(
      () => share("Errors", only("live"), only("next")),
      '"100 * errors / calls" cannot be computed: no series of the others belong to those of Resource=live.',
    );
    expect(share("Errors", only("live"), BY_FUNCTION).metrics["calls"]?.dimensions).toEqual(BY_FUNCTION);
  });

  it("is refused in an alert, which Grafana always computes", () => {
    const judged = { ...lambdaErrors, query: share("Errors", BY_FUNCTION, {}) };
    const rule = (query: typeof judged.query) =>
      alertRule({ ...judged, query }, { severity: "page", for: "5m", sources });
    refused(
      () => rule(judged.query),
      '"100 * errors / calls" cannot be computed: it has series by FunctionName, but "calls" by nothing.',
    );
    expect(rule(share("Errors"))).toMatchObject({
      queries: [{ refId: "errors" }, { refId: "calls" }],
      expression: "100 * $errors / $calls",
    });
  });

  it.each([
    ["100 * errors / (calls", '"100 * errors / (calls" is not metrics and numbers, joined by + - * / and parentheses.'],
    ["errors calls", '"errors calls" is not metrics and numbers, joined by + - * / and parentheses.'],
    ["errors / / calls", '"errors / / calls" is not metrics and numbers, joined by + - * / and parentheses.'],
    ["errors % calls", '"errors % calls" is not metrics and numbers, joined by + - * / and parentheses.'],
    ["100 * errors / faults", '"faults" in "100 * errors / faults" is none of errors, calls.'],
    ["100 * errors", '"calls" is asked for, but not in "100 * errors".'],
  ])("is refused as it is written: %s", (expression, message) => {
    refused(() => cloudWatchMath(expression, { errors: lambda("Errors"), calls: lambda("Invocations") }), message);
  });

  it("is refused without a metric, or with one that cannot be called so", () => {
    refused(
      () => cloudWatchMath("1 + 1", {}),
      '"1 + 1" is not metrics and numbers, joined by + - * / and parentheses.',
    );
    for (const name of ["Errors", "errors_1"])
      refused(
        () => cloudWatchMath(name, { [name]: lambda("Errors") }),
        `"${name}" must be lower camel case, as CloudWatch wants names.`,
      );
    refused(
      () => cloudWatchMath("result", { result: lambda("Errors") }),
      '"result" is what the arithmetic itself is called.',
    );
  });

  it("takes numbers with fractions, parentheses and spaces as they come", () => {
    const metrics = { errors: lambda("Errors"), calls: lambda("Invocations") };
    for (const expression of ["errors/calls", "( 0.5 * (errors - calls) ) / 2", "errors + calls * 3 - 1"])
      expect(cloudWatchMath(expression, metrics).expression).toBe(expression);
  });
});
