/** Log lines as documents: what OpenSearch and Elasticsearch have in common. */
import type { GivenStoreConfig } from "../../../config/sections/destinations";
import { givenAccess } from "./given-store";
import type { Route, RouteContext } from "./route";

export interface DocumentsProps {
  readonly destination: "opensearch" | "elasticsearch";
  /** Fluent Bit's plugin. */
  readonly plugin: "opensearch" | "es";
  readonly store: GivenStoreConfig | undefined;
}

/** The route to an index, a new one each day, so that old ones can be removed as a whole. */
export function documentsRoute({ destination, plugin, store }: DocumentsProps, context: RouteContext): Route {
  if (store === undefined)
    throw new Error(`destinations.${destination} is missing; the config check lets no such pass`);
  const access = givenAccess(destination, "logs", store, context);
  return {
    destination,
    signal: "logs",
    exporters: {},
    extensions: {},
    output: {
      name: plugin,
      properties: {
        Host: access.host,
        Port: access.port,
        tls: access.isSecure ? "On" : "Off",
        ...(access.user === undefined ? {} : { HTTP_User: access.user }),
        ...(access.password === undefined ? {} : { HTTP_Passwd: `\${${access.password}}` }),
        Logstash_Format: "On",
        Logstash_Prefix: store.indexPrefix,
        Time_Key: "@timestamp",
        Generate_ID: "On", // a retry after a lost answer writes the same document again
        Suppress_Type_Name: "On",
        Compress: "gzip",
        Trace_Error: "On",
      },
    },
    environment: {},
    secrets: access.secrets,
    statements: [],
    startStatements: access.startStatements,
  };
}
