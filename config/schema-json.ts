/** The estate's schema in JSON Schema, for completion and checks in editors. What spans several values is not in it. */
import { z } from "zod";
import { estateSchema } from "./estate";

/** JSON Schema of `estate.yaml`, draft 2020-12. */
export function estateJsonSchema(): object {
  const schema = z.toJSONSchema(estateSchema, { io: "input" });
  return {
    ...schema,
    title: "Monitoring estate",
    description: "Everything an organisation watches, pays for, is paged by and repairs itself with.",
  };
}
