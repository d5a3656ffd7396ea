/** Types of engines.mjs for the tests; the tools themselves are plain JavaScript, so that they run before `npm ci`. */
export declare const pythonPins: { readonly requirements: string; readonly constraints: string };
export declare const awsProviderVersion: string;
export declare function awsProviderDir(): string;
export declare function awsProviderPath(): string;
export declare function pythonDir(): string;
export declare function pythonPath(): string;
