/** What a provider forgot to call secret would be printed by every plan that uses it. */
import { UNMARKED_SECRETS } from "../../sensitive";
import type { Rule, Violation } from "../rule";
import type { StackView } from "../stack-view";

const TYPES = Object.keys(UNMARKED_SECRETS).join("|");
/** A reference to one of the types: a named attribute, or the whole resource with its secrets in it. */
const REFERENCE = new RegExp(`\\b(${TYPES})\\.[\\w-]+(?:\\[[^\\]]*\\])?(?:\\.(\\w+))?`, "g");
const WRAPPED = /(?<!non)sensitive\(\s*(data\.)?$/;

export const maskedSecret: Rule = {
  id: "masked-secret",
  title: "A secret that its schema does not mark is wrapped wherever it is used",
  check: (stack) => places(stack).flatMap(({ where, value }) => textsIn(value).flatMap((text) => judge(where, text))),
};

function places({ resources, dataSources, providers, values }: StackView) {
  return [
    ...[...resources, ...dataSources].map(({ where, attributes }) => ({ where, value: attributes })),
    ...providers.map(({ type, alias = "(default)", attributes }) => ({
      where: `provider ${type}.${alias}`,
      value: attributes,
    })),
    ...values,
  ];
}

function judge(where: string, text: string): readonly Violation[] {
  return [...text.matchAll(REFERENCE)]
    .filter(([, type = "", attribute]) => attribute === undefined || UNMARKED_SECRETS[type]?.includes(attribute))
    .filter(({ index }) => !WRAPPED.test(text.slice(0, index)))
    .map(([reference]) => ({
      where,
      message: "uses a secret that its provider does not mark as one, so that plans would print it",
      value: reference,
      fix: "Wrap the reference in `sensitive` of core.",
    }));
}

/** Texts that hold a template; without one, a text is no reference. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return /[$%]\{/.test(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => (key === "//" ? [] : textsIn(child)));
}
