/** The entry of an up-to-date bundle of `cli/main.ts`; undefined where nothing can be written into node_modules. */
export function bundledEntry(root: string): Promise<string | undefined>;

/** What a bundle was made of and what it holds; paths of inputs are relative to the checkout. */
export interface Bundle {
  /** Our own sources, without packages. */
  readonly inputs: readonly string[];
  /** File of the bundle -> modules in it. */
  readonly outputs: Readonly<Record<string, readonly string[]>>;
}

/** Bundles entries of a checkout, packages included, each late import into a file of its own. */
export function bundle(root: string, entries: readonly string[], folder: string): Promise<Bundle>;
