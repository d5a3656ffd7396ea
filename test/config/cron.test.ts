import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cronFault, GLUE_CRON, SCHEDULER_CRON } from "../../config/cron";

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

// A field in every form that its numbers allow: `*`, `5`, `1-5`, `1,5`, `*/2`, `1/2`, `1-5/2`, and names.
const field = (from: number, to: number, names: readonly string[] = []): fc.Arbitrary<string> => {
  const number = fc.integer({ min: from, max: to });
  const step = fc.integer({ min: 1, max: to });
  const word = (value: number) => fc.constantFrom(String(value), names[value - from] ?? String(value));
  const single = number.chain(word);
  const range = fc
    .tuple(number, number)
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    .chain(([a, b]) => fc.tuple(word(a), word(b)))
    .map(([a, b]) => `${a}-${b}`);
  const item = fc.oneof(
    single,
    range,
    fc.tuple(fc.oneof(single, range), step).map(([base, by]) => `${base}/${String(by)}`),
  );
  return fc.oneof(
    fc.constant("*"),
    step.map((by) => `*/${String(by)}`),
    fc.array(item, { minLength: 1, maxLength: 4 }).map((items) => items.join(",")),
  );
};

const dayFields = fc.oneof(
  // Days up to the 28th are in every month; later ones are tested by themselves.
  fc.tuple(fc.oneof(field(1, 28), fc.constantFrom("L", "1W", "15W")), fc.constant("?")),
  fc.tuple(fc.constant("?"), fc.oneof(field(1, 7, DAYS), fc.constantFrom("L", "6L", "FRIL", "6#3", "MON#1"))),
);

const schedule = fc
  .tuple(field(0, 59), field(0, 23), dayFields, field(1, 12, MONTHS), field(1970, 2199))
  .map(([minute, hour, [day, weekday], month, year]) => [minute, hour, day, month, weekday, year]);

const written = (fields: readonly string[]): string => `cron(${fields.join(" ")})`;

describe("AWS schedules", () => {
  it("accepts whatever the grammar gives", () => {
    fc.assert(
      fc.property(schedule, (fields) => {
        expect(cronFault(written(fields), SCHEDULER_CRON)).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  it("refuses a number out of range in any field, naming field and number", () => {
    const NAMES = ["minute", "hour", "day-of-month", "month", "day-of-week", "year"];
    const OUT = ["60", "24", "32", "13", "8", "2200"];
    fc.assert(
      fc.property(schedule, fc.nat(5), (fields, index) => {
        const wrong = fields.with(index, OUT[index] ?? "");
        expect(cronFault(written(wrong), SCHEDULER_CRON)?.message).toBe(
          `${NAMES[index] ?? ""} "${OUT[index] ?? ""}" is not understood`,
        );
      }),
    );
  });

  it("refuses any schedule whose day fields are both set or both ?", () => {
    fc.assert(
      fc.property(schedule, fc.boolean(), (fields, both) => {
        const wrong = both ? fields.with(2, "?").with(4, "?") : fields.with(2, "1").with(4, "MON");
        const fault = cronFault(written(wrong), SCHEDULER_CRON);

        expect(fault?.message).toBe("exactly one of day-of-month and day-of-week must be ?");
        expect(cronFault(fault?.fix.replace("write ", "") ?? "", SCHEDULER_CRON)).toBeUndefined();
      }),
    );
  });

  it("never throws, whatever is written", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `cron(${text})`),
        ),
        (text) => {
          const fault = cronFault(text, GLUE_CRON);
          expect(fault === undefined || fault.fix !== "").toBe(true);
        },
      ),
    );
  });

  it.each([
    ["cron(0 2 * * ? *)"],
    ["cron(15 12 ? * MON-FRI *)"],
    ["cron(0/5 8-17 ? * 2-6 2026-2030)"],
    ["cron(0 8 1,15 JAN,jul ? *)"],
    ["cron(0 0 L * ? *)"],
    ["cron(0 0 3W * ? *)"],
    ["cron(0 0 29 2 ? *)"],
    ["cron(59 * * * ? *)"],
  ])("runs %s in Glue", (expression) => {
    expect(cronFault(expression, GLUE_CRON)).toBeUndefined();
  });

  const SIX = "must be AWS cron with 6 fields in parentheses: cron(minute hour day month weekday year)";
  const EXAMPLE = "write, for example, cron(0 2 * * ? *)";
  it.each([
    ["", SIX, EXAMPLE],
    ["0 2 * * ? *", SIX, EXAMPLE],
    ["cron(0 2 * * ?)", SIX, EXAMPLE],
    ["cron(0 2 * * *)", SIX, "write cron(0 2 * * ? *)"],
    ["*/15 * * * 0", SIX, "write cron(*/15 * ? * 1 *)"],
    ["0 0 * * 7", SIX, "write cron(0 0 ? * 1 *)"],
    ["61 0 * * *", SIX, EXAMPLE],
    ["rate(1 hour)", "must be cron(...): Glue takes no other schedule here", EXAMPLE],
    ["at(2026-01-01T00:00:00)", "must be cron(...): Glue takes no other schedule here", EXAMPLE],
    ["cron(60 2 * * ? *)", 'minute "60" is not understood', "write 0-59, with , - * / as needed"],
    ["cron(0 5-2 * * ? *)", 'hour "5-2" is not understood', "write 0-23, with , - * / as needed"],
    ["cron(0 2 * FOO ? *)", 'month "FOO" is not understood', "write 1-12 or JAN-DEC, with , - * / as needed"],
    ["cron(0 2 0 * ? *)", 'day-of-month "0" is not understood', "write 1-31, with , - * / ? L W as needed"],
    ["cron(0 2 ? * 0 *)", 'day-of-week "0" is not understood', "write 1-7 or SUN-SAT, with , - * / ? L as needed"],
    ["cron(0 2 ? * 6#3 *)", 'day-of-week "6#3" is not understood', "write 1-7 or SUN-SAT, with , - * / ? L as needed"],
    ["cron(0/0 2 * * ? *)", 'minute "0/0" is not understood', "write 0-59, with , - * / as needed"],
    ["cron(*,5 2 * * ? *)", 'minute "*" is not understood', "write 0-59, with , - * / as needed"],
    ["cron(0 2 30 2 ? *)", "never runs: no such day in the month", "write L for the last day of the month"],
    ["cron(0 2 31 4,6 ? *)", "never runs: no such day in the month", "write L for the last day of the month"],
    ["cron(* 2 * * ? *)", "runs every 1 minute; Glue runs at most every 5", EXAMPLE],
    ["cron(0,58 * * * ? *)", "runs every 2 minutes; Glue runs at most every 5", EXAMPLE],
  ])("does not run %s in Glue", (expression, message, fix) => {
    expect(cronFault(expression, GLUE_CRON)).toEqual({ message, fix });
  });
});
