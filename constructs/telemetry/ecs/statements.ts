/** Statements of several origins in one policy: what stands twice is said once, and every id is unique. */
import type { Statement } from "../../core/iam";

export function mergedStatements(...lists: readonly (readonly Statement[])[]): readonly Statement[] {
  const seen = new Set<string>();
  const taken = new Map<string, number>();
  return lists.flat().flatMap((statement) => {
    const text = JSON.stringify(statement);
    if (seen.has(text)) return [];
    seen.add(text);
    const count = (taken.get(statement.Sid) ?? 0) + 1;
    taken.set(statement.Sid, count);
    return [count === 1 ? statement : { ...statement, Sid: `${statement.Sid}${String(count)}` }];
  });
}
