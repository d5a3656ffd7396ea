/** Types of what the tests call of process.mjs. */
export declare class InstallError extends Error {}
export declare function withLock<Result>(lockFile: string, work: () => Promise<Result>): Promise<Result>;
export declare function run(label: string, command: string, args: readonly string[]): Promise<void>;
export declare function elapsed(started: number): string;
