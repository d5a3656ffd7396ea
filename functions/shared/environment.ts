/** Settings of a function, from its environment: names of resources, never secrets. */

/** The value of a variable. @throws Error when it is not set: the function was deployed without the estate. */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`The environment variable ${name} is not set.`);
  return value;
}

export function optional(name: string): string | undefined {
  const value = process.env[name];
  return value === "" ? undefined : value;
}
