/** Types of cache.mjs for the tests. */
export declare function cacheDir(): string;
export declare function pinHash(files: readonly string[], facts?: readonly string[]): string;
