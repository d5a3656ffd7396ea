import { beforeAll, describe, expect, it } from "vitest";
import { type GrammarLanguage, type Grammars, loadGrammars, parse } from "../../../dashboards/core/lint/grammar";
import { variablesIn, withoutVariables } from "../../../dashboards/core/lint/neutral";
import { syntaxError } from "../../../dashboards/core/lint/syntax";

let grammars: Grammars;
beforeAll(async () => {
  grammars = await loadGrammars();
});

const wrong: readonly [GrammarLanguage, query: string, message: string][] = [
  ["promql", "rate(x[5m)", 'PromQL error at column 9: expected "]"'],
  ["promql", "rate(x[5m]", 'PromQL error at column 10: expected ")"'],
  ["promql", 'x{a="(b"', 'PromQL error at column 8: expected "}"'],
  ["promql", "sum by (a (x)", 'PromQL error at column 10: unexpected "("'],
  ["promql", "a b", 'PromQL error at column 2: unexpected "b"'],
  ["promql", "a +", "PromQL error at column 3: the query ends too early"],
  ["promql", "", "PromQL error at column 0: the query ends too early"],
  ["promql", "rate(x[$__rate_interval)", 'PromQL error at column 23: expected "]"'],
  ["logql", '|= "error"', 'LogQL error at column 0: expected a stream selector, such as {service_name="checkout"}'],
  ["logql", "{}", 'LogQL error at column 1: expected a matcher, such as service_name="checkout"'],
  ["logql", 'rate({a="b"}[5m)', 'LogQL error at column 15: expected "]"'],
  ["logql", 'sum(rate({a="b"} [$__auto])', 'LogQL error at column 27: expected ")"'],
  ["traceql", "{ status = eror }", 'TraceQL error at column 11: unexpected "eror"; did you mean "error"?'],
  ["traceql", "{ durration > 1s }", 'TraceQL error at column 2: unexpected "durration"; did you mean "duration"?'],
  ["traceql", "{ status == error }", 'TraceQL error at column 10: unexpected "="'],
  ["traceql", "{ status = error", 'TraceQL error at column 16: expected "}"'],
];

describe("syntax errors", () => {
  it.each(wrong)("%s %s", (language, query, message) => {
    expect(syntaxError(language, query, parse(grammars, language, query))).toBe(message);
  });
});

describe("variables", () => {
  it.each([
    ["rate(x[$__rate_interval])", "rate(x[100000000000000s])"],
    ['x{a=~"$service", b="${pod:regex}"}', 'x{a=~"xxxxxxxx", b="xxxxxxxxxxxx"}'],
    ["$__range_s + [[old]]", "1111111111 + xxxxxxx"],
    ["${PROP('Dim.X')} $1 $", "${PROP('Dim.X')} $1 $"],
  ])("%s", (text, neutral) => {
    expect(withoutVariables(text)).toBe(neutral);
    expect(neutral.length).toBe(text.length);
  });

  it("are found in each way of writing them", () => {
    expect(variablesIn("a $b ${c} ${d:csv} ${e.f} [[g]] [[h:csv]] $__i ${j.k:l}").map(({ name }) => name)).toEqual([
      "b",
      "c",
      "d",
      "e",
      "g",
      "h",
      "__i",
      "j",
    ]);
  });
});
