/** All providers a rehearsal serves, and how Terraform finds them. */
import type { TerraformBinary } from "../run/find-terraform";
import type { SchemaSource } from "../schema/schema-source";
import type { UsedTypes } from "../schema/schema-types";
import { joinTypes, NO_TYPES } from "../schema/used-types";
import { ProviderHost } from "./provider-host";
import type { World } from "./world";

const REGISTRIES = { terraform: "registry.terraform.io", opentofu: "registry.opentofu.org" } as const;

/** One host per schema, each on a socket of its own. */
export class ServedProviders {
  private readonly hosts = new Map<SchemaSource, ProviderHost>();
  private types: UsedTypes = NO_TYPES;

  private constructor(private readonly sources: readonly SchemaSource[]) {}

  /** Starts a host per source; `socket` gives the path for the nth. */
  static async start(
    sources: readonly SchemaSource[],
    types: UsedTypes,
    socket: (index: number) => string,
    world: World,
  ): Promise<ServedProviders> {
    const served = new ServedProviders(sources);
    served.types = types;
    try {
      for (const [index, source] of sources.entries()) {
        served.hosts.set(source, await ProviderHost.start(source.address, socket(index), source.pick(types), world));
      }
    } catch (error) {
      await served.close();
      throw error;
    }
    return served;
  }

  /** Serves further types beside those served so far: a state may still hold what a module no longer names. */
  serve(types: UsedTypes): void {
    this.types = joinTypes(this.types, types);
    for (const source of this.sources) this.hosts.get(source)?.serve(source.pick(this.types));
  }

  /** The value of `TF_REATTACH_PROVIDERS`. OpenTofu looks providers up under its own registry's name. */
  reattachments(product: TerraformBinary["product"]): string {
    const entries = [...this.hosts.values()].map((host) => [
      `${REGISTRIES[product]}/${host.address}`,
      {
        Protocol: "grpc",
        ProtocolVersion: 6,
        Pid: process.pid,
        Test: true,
        Addr: { Network: "unix", String: host.socket },
      },
    ]);
    return JSON.stringify(Object.fromEntries(entries));
  }

  /** Stops all hosts. */
  async close(): Promise<void> {
    await Promise.all([...this.hosts.values()].map((host) => host.close()));
  }
}
