/** The fence around the real AWS provider, tried from both sides: no engine is needed. */
import { once } from "node:events";
import { createServer, request, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLoopbackProxy, type LoopbackProxy } from "./support/loopback-proxy";

let upstream: Server;
let proxy: LoopbackProxy;
let seenHost: string | undefined;

beforeEach(async () => {
  upstream = createServer((incoming, outgoing) => {
    seenHost = incoming.headers.host;
    outgoing.writeHead(207).end();
  });
  upstream.listen(0, "127.0.0.1");
  await once(upstream, "listening");
  proxy = await openLoopbackProxy("aws.invalid", upstreamPort());
});
afterEach(async () => {
  await proxy.close();
  upstream.close();
});

describe("the proxy", () => {
  it("hands a host below the answered one to the emulator and records who signed for what", async () => {
    const authorization = "AWS4-HMAC-SHA256 Credential=KEY/20261122/eu-central-1/glue/aws4_request, SignedHeaders=host";
    const status = await through("POST", "http://111122223333.aws.invalid/tags?x=1", {
      authorization,
      "x-amz-target": "AWSGlue.GetTags",
    });
    expect(status).toBe(207);
    expect(seenHost).toBe(`127.0.0.1:${upstreamPort()}`);
    expect(proxy.calls).toEqual([
      {
        host: "111122223333.aws.invalid",
        method: "POST",
        path: "/tags?x=1",
        service: "glue",
        region: "eu-central-1",
        target: "AWSGlue.GetTags",
        status: 207,
      },
    ]);
    expect(proxy.refused).toEqual([]);
  });

  it.each(["http://example.com/", "http://notaws.invalid/", "http://169.254.169.254/latest/meta-data/"])(
    "refuses and records %s",
    async (url) => {
      expect(await through("GET", url)).toBe(403);
      expect(proxy.refused).toEqual([new URL(url).host]);
      expect(proxy.calls).toEqual([]);
    },
  );

  it("refuses and records a tunnel, also to the answered host", async () => {
    const outgoing = request({ ...address(), method: "CONNECT", path: "sts.amazonaws.com:443" }).end();
    const [answer] = (await once(outgoing, "connect")) as [IncomingMessage];
    expect(answer.statusCode).toBe(403);
    expect(proxy.refused).toEqual(["sts.amazonaws.com:443"]);
  });
});

function upstreamPort(): number {
  return (upstream.address() as AddressInfo).port;
}

function address() {
  return { host: "127.0.0.1", port: Number(new URL(proxy.url).port) };
}

async function through(method: string, url: string, headers: Readonly<Record<string, string>> = {}) {
  const outgoing = request({ ...address(), method, path: url, headers: { ...headers, host: new URL(url).host } }).end();
  const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}
