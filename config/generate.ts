/** `npm run schema`: writes what is generated from schema and facts. A test fails when a file is out of date. */
import { writeFileSync } from "node:fs";
import { managedServicesPage } from "./managed-services";
import { configurationReference } from "./reference";
import { estateJsonSchema } from "./schema-json";

const root = new URL("../", import.meta.url);
writeFileSync(new URL("estate.schema.json", root), `${JSON.stringify(estateJsonSchema(), undefined, 2)}\n`);
writeFileSync(new URL("docs/configuration.md", root), configurationReference());
writeFileSync(new URL("docs/managed-services.md", root), managedServicesPage());
