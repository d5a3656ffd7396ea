/** A page with metrics in the format of Prometheus, on loopback. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ScrapeEndpoint {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startScrapeEndpoint(page: string): Promise<ScrapeEndpoint> {
  const server = createServer((_, response) =>
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(page),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
