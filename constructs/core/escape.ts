/**
 * Terraform reads `${` and `%{` in every JSON string as the start of a template. Text that only looks like one (a Grafana
 * legend, an IAM policy variable, a partition template of Athena) is escaped here, once, when it enters a construct.
 * Do not use it inside `Fn.*`, which escapes again.
 */

/** Escapes literal text so that a plan shows it unchanged. */
export function literal(text: string): string {
  return text.replaceAll(/[$%]\{/g, (start) => start.charAt(0) + start);
}

/** An IAM policy variable such as `aws:username`, as it must be written in a document that goes into Terraform. */
export function policyVariable(name: string): string {
  return literal(`\${${name}}`);
}
