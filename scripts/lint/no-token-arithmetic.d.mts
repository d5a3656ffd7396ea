import type { Rule } from "eslint";

export declare const noTokenArithmetic: Rule.RuleModule;
