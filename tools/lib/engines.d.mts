/** Types of engines.mjs for the tests; the tools themselves are plain JavaScript, so that they run before `npm ci`. */
export declare const pythonPins: { readonly requirements: string; readonly constraints: string };
export declare const awsProviderVersion: string;
export declare function awsProviderDir(): string;
export declare function awsProviderPath(): string;
export declare function pythonDir(): string;
export declare function pythonPath(): string;

/** Programs of tools/prometheus. */
export type PrometheusProgram =
  | "prometheus"
  | "promtool"
  | "node-exporter"
  | "process-exporter"
  | "mysqld-exporter"
  | "postgres-exporter"
  | "apache-exporter"
  | "nginx-exporter"
  | "blackbox-exporter"
  | "mariadb"
  | "postgres"
  | "initdb";
export declare const prometheusPins: string;
export declare function prometheusDir(): string;
export declare function prometheusPrograms(): Readonly<Record<PrometheusProgram, string>>;
export declare function otelcolDir(): string;
export declare function otelcolPath(): string;
export declare const luajitPins: string;
export declare function luajitDir(): string;
export declare function luajitPath(): string;
