/** What is excused from a rule. A test fails on an exception that excuses nothing any more. */
import type { Exception } from "./rule";

export const EXCEPTIONS: readonly Exception[] = [
  {
    rule: "prevent-destroy",
    where: "estate/cost/athena/results/resource",
    because: "Athena's results: every one can be made again by its query, and they expire after days.",
  },
  {
    rule: "prevent-destroy",
    where: "estate/readers/security-lake/results/resource",
    because: "Athena's results: every one can be made again by its query, and they expire after days.",
  },
];
