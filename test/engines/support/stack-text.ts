/** What the tests read from a stack's cdk.tf.json. */

/** The parts of a cdk.tf.json that say in which account a resource is. */
interface StackText {
  readonly provider?: { readonly aws?: readonly AwsProviderBlock[] };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, { readonly provider?: string }>>>>;
}

/** One `provider.aws` block. */
export interface AwsProviderBlock {
  readonly alias?: string;
  readonly allowed_account_ids?: readonly string[];
}

/** The AWS provider blocks of a stack, in order. */
export function awsProviders(text: string): readonly AwsProviderBlock[] {
  return (JSON.parse(text) as StackText).provider?.aws ?? [];
}

/** Address of each AWS resource -> the only account that its provider may act in. */
export function accountsOf(text: string): ReadonlyMap<string, string> {
  const accounts = new Map(
    awsProviders(text).map(({ alias, allowed_account_ids: ids }) => [`aws.${alias ?? ""}`, ids?.join() ?? ""]),
  );
  const { resource = {} } = JSON.parse(text) as StackText;
  const entries = Object.entries(resource).flatMap(([type, blocks]) =>
    Object.entries(blocks).flatMap(([name, { provider = "" }]) => {
      const account = accounts.get(provider);
      return account === undefined ? [] : [[`${type}.${name}`, account] as const];
    }),
  );
  return new Map(entries);
}
