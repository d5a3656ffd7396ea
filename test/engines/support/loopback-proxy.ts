/**
 * The only way out for a provider under test: an HTTP proxy that hands every request for one invented host, and the
 * hosts below it, to a server on loopback, and refuses and records everything else. Names are never resolved, so hosts
 * such as `<account>.aws.invalid` work without entries in the machine's hosts file.
 */
import { once } from "node:events";
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as the AWS SDK signed it. */
export interface AwsCall {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  /** Signing name, such as "glue"; empty when the request is not signed. */
  readonly service: string;
  readonly region: string;
  /** The `X-Amz-Target` header of JSON protocols; empty for the others. */
  readonly target: string;
  readonly status: number;
}

/** A running proxy. */
export interface LoopbackProxy {
  /** Value for HTTP_PROXY and HTTPS_PROXY. */
  readonly url: string;
  /** Answered requests, oldest first. */
  readonly calls: readonly AwsCall[];
  /** Hosts that were asked for and refused; empty when nothing tried to leave the machine. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens a proxy on a free port of 127.0.0.1.
 * @param host the host, with all hosts below it, that is answered
 * @param upstreamPort port on 127.0.0.1 that answers
 */
export async function openLoopbackProxy(host: string, upstreamPort: number): Promise<LoopbackProxy> {
  const calls: AwsCall[] = [];
  const refused: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const url = parseTarget(incoming);
    if (url === undefined || (url.hostname !== host && !url.hostname.endsWith(`.${host}`))) {
      refused.push(url?.host ?? incoming.url ?? "");
      outgoing.writeHead(403).end("only the emulator can be reached");
      return;
    }
    pass(incoming, outgoing, url, upstreamPort, (call) => calls.push(call));
  });
  server.on("connect", (incoming, socket) => {
    refused.push(incoming.url ?? "");
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    refused,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  url: URL,
  port: number,
  record: (call: AwsCall) => void,
): void {
  const { method = "GET" } = incoming;
  const path = `${url.pathname}${url.search}`;
  // A name would look to the emulator like a bucket's virtual host; an address it takes for the service itself.
  const headers = { ...incoming.headers, host: `127.0.0.1:${port}` };
  const upstream = forward({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
    const status = answer.statusCode ?? 502;
    record({ host: url.host, method, path, ...signature(incoming), status });
    outgoing.writeHead(status, answer.headers);
    answer.pipe(outgoing);
  });
  upstream.on("error", (error) => {
    if (!outgoing.headersSent) outgoing.writeHead(502);
    outgoing.end(error.message);
  });
  incoming.pipe(upstream);
}

/** The absolute URL a proxy is asked for; undefined when the request is not one for a proxy. */
function parseTarget(incoming: IncomingMessage): URL | undefined {
  const { url = "" } = incoming;
  return URL.canParse(url) ? new URL(url) : undefined;
}

function signature(incoming: IncomingMessage): Pick<AwsCall, "service" | "region" | "target"> {
  const scope = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(incoming.headers.authorization ?? "");
  const target = incoming.headers["x-amz-target"];
  return { region: scope?.[1] ?? "", service: scope?.[2] ?? "", target: typeof target === "string" ? target : "" };
}
