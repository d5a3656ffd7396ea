import type { StackView } from "./stack-view";

/** One place that breaks a rule. */
export interface Violation {
  /** Path of the construct that made the resource; Terraform's address where none is known. */
  readonly where: string;
  /** What is wrong, as the end of a sentence that starts with the place. */
  readonly message: string;
  /** What was found; empty where something is missing. */
  readonly value: string;
  readonly fix: string;
}

/** One thing that no stack may do. Rules read the JSON that Terraform reads, so that no construct can slip past them. */
export interface Rule {
  /** Stable and kebab-case: exceptions name it. */
  readonly id: string;
  /** The rule as a sentence without a full stop. */
  readonly title: string;
  check(stack: StackView): readonly Violation[];
}

/** What a resource is excused from, and why. */
export interface Exception {
  /** Id of the rule. */
  readonly rule: string;
  /** Path of the construct. */
  readonly where: string;
  readonly because: string;
}
