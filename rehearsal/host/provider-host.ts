/** Serves one provider's schema on a Unix socket, without TLS or the plugin handshake, for Terraform to attach to. */
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { createServer, type Server as SocketServer, type Socket } from "node:net";
import type { ProviderSchema } from "../schema/schema-types";
import { providerServiceDefinition } from "./protocol";
import { ProviderService, type ProviderContext } from "./provider-service";
import { schemaResponse } from "./schema-message";
import type { World } from "./world";

/** A provider being served. */
export class ProviderHost {
  private readonly connections = new Map<Socket, Server>();

  private constructor(
    /** Address without the host, e.g. `hashicorp/aws`. */
    readonly address: string,
    /** Path of the Unix socket. */
    readonly socket: string,
    private readonly listener: SocketServer,
    private context: ProviderContext,
  ) {}

  /** Starts serving. */
  static async start(address: string, socket: string, schema: ProviderSchema, world: World): Promise<ProviderHost> {
    const listener = createServer();
    const host = new ProviderHost(address, socket, listener, contextOf(schema, world));
    const definition = providerServiceDefinition();
    listener.on("connection", (connection) => {
      const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
      server.addService(definition, new ProviderService(host.context).implementation());
      server.createConnectionInjector(ServerCredentials.createInsecure()).injectConnection(connection);
      host.connections.set(connection, server);
      connection.on("error", () => connection.destroy());
      connection.on("close", () => host.forget(connection));
    });
    await new Promise<void>((resolve, reject) => {
      listener.once("error", reject);
      listener.listen(socket, resolve);
    });
    return host;
  }

  /** Serves another schema from the next connection on. */
  serve(schema: ProviderSchema): void {
    this.context = contextOf(schema, this.context);
  }

  /** Ends all connections and frees the socket. */
  async close(): Promise<void> {
    for (const connection of this.connections.keys()) {
      connection.destroy();
      this.forget(connection);
    }
    await new Promise<void>((resolve) => this.listener.close(() => resolve()));
  }

  private forget(connection: Socket): void {
    this.connections.get(connection)?.forceShutdown();
    this.connections.delete(connection);
  }
}

function contextOf(schema: ProviderSchema, { imports, now }: World): ProviderContext {
  return { schema, schemaAnswer: schemaResponse(schema), imports, now };
}
