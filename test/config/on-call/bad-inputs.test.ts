/** Bad input 66 and its neighbours: rotations in which somebody is missing, or stands twice. */
import { describe, expect, it } from "vitest";
import { planted, problemsOf } from "../support";

const TEAM = "  payments: { name: Payments, email: payments@example.com }";
const found = (onCall: string) =>
  problemsOf(planted(TEAM, `${TEAM.slice(0, -2)}, onCall: ${onCall} }`)).map(({ path, message, fix }) => [
    path,
    message,
    fix,
  ]);

const AT = "teams.payments.onCall";

describe("bad input 66: rotations", () => {
  it.each([
    [
      "{ shifts: {} }",
      [
        `${AT}.shifts`,
        "must hold at least one shift",
        "it is: Shifts by key. Together they cover `coverage`, and no two overlap.",
      ],
    ],
    [
      "{ shifts: { main: { people: [] } } }",
      [`${AT}.shifts.main.people`, "must name at least one person", "write at least 1 entry"],
    ],
    [
      "{ shifts: { main: { people: [a@example.com, a@example.com] } } }",
      [`${AT}.shifts.main.people`, "names a person twice", "remove one of the two"],
    ],
    [
      "{ fallback: platfrom, shifts: { main: { people: [a@example.com] } } }",
      [`${AT}.fallback`, '"platfrom" is not declared', 'known teams: payments, platform; did you mean "platform"?'],
    ],
    [
      "{ fallback: platform, shifts: { main: { people: [a@example.com] } } }",
      [`${AT}.fallback`, '"platform" has nobody on call', "give it onCall, or name another team"],
    ],
    [
      "{ fallback: payments, shifts: { main: { people: [a@example.com] } } }",
      [`${AT}.fallback`, "is the team itself", "name another team, or remove it"],
    ],
  ])("refuses %s", (onCall, expected) => {
    expect(found(onCall)).toEqual([expected]);
  });

  it("refuses a week with holes, and says where the first one is", () => {
    const [problem, ...others] = found("{ shifts: { main: { people: [a@example.com], from: '09:00' } } }");
    expect(others).toEqual([]);
    expect(problem?.[1]).toMatch(
      /^nobody is on call 56 times in the next 8 weeks, first \w{3} \d{4}-\d\d-\d\d 00:00 to \w{3} \d{4}-\d\d-\d\d 09:00$/,
    );
  });

  it("refuses two shifts at once", () => {
    const shifts = "main: { people: [a@example.com] }, noon: { people: [b@example.com], from: '12:00', to: '13:00' }";
    const [problem, ...others] = found(`{ shifts: { ${shifts} } }`);
    expect(others).toEqual([]);
    expect(problem?.slice(0, 2)).toEqual([
      `${AT}.shifts.noon`,
      expect.stringMatching(/^overlaps main 5[678] times in the next 8 weeks, first /),
    ]);
  });
});
