/** Logs to an OpenSearch that stands already. */
import { documentsRoute } from "./documents-route";
import type { Destination } from "./route";

export const opensearch: Destination = {
  name: "opensearch",
  signal: "logs",
  route: (context) => {
    const store = context.config.destinations.opensearch;
    return documentsRoute({ destination: "opensearch", plugin: "opensearch", store }, context);
  },
};
