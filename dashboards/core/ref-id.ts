/** Name of the query at a place in a panel or rule: `A`, `B` ... `Z`, `AA`. */
export function refId(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${refId(Math.floor(index / 26) - 1)}${letter}`;
}
