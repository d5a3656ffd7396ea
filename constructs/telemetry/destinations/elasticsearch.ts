/** Logs to an Elasticsearch that stands already. */
import { documentsRoute } from "./documents-route";
import type { Destination } from "./route";

export const elasticsearch: Destination = {
  name: "elasticsearch",
  signal: "logs",
  route: (context) => {
    const store = context.config.destinations.elasticsearch;
    return documentsRoute({ destination: "elasticsearch", plugin: "es", store }, context);
  },
};
