import { describe, expect, it } from "vitest";
import { synthesise } from "../../cli/synthesise";
import { loadEstate } from "../../config/load";
import { findTerraform, openRehearsal } from "../../rehearsal";
import type { PlanJson, ResourceChange } from "../../rehearsal";
import { renderHcl } from "../../rendition";
import type { JsonObject } from "../../rendition";
import { loadSchemas } from "../../schemas/load";
import { lean } from "../support/rehearse";

async function changes(module: Readonly<Record<string, string>>): Promise<readonly ResourceChange[]> {
  const terraform = await findTerraform(process.env);
  const rehearsal = await openRehearsal({ module, terraform, processEnv: process.env });
  try {
    const { resource_changes: all = [] }: PlanJson = (await rehearsal.plan()).json;
    return all;
  } finally {
    await rehearsal.close();
  }
}

describe.each(["estate.yaml", "examples/amazon-managed.yaml", "examples/minimal.yaml"])(
  "the rendition of %s",
  (path) => {
    it("plans every resource of every stack, value by value, as the JSON does", async () => {
      const { stacks } = synthesise(loadEstate(path));
      for (const { text, addresses } of stacks) {
        const document = lean(JSON.parse(text) as JsonObject, ["services", "security-events"]); // every query language
        const fromJson = await changes({ "cdk.tf.json": JSON.stringify(document) });
        const fromHcl = await changes({ "main.tf": renderHcl(document, loadSchemas()) });
        expect(fromHcl.map(({ address }) => address).toSorted()).toEqual(
          // What can be read while planning is no change.
          addresses
            .map(({ address }) => address)
            .filter((address) => !address.startsWith("data."))
            .toSorted(),
        );
        expect(fromHcl).toEqual(fromJson);
      }
    });
  },
);
