/** HCL from a synthesised stack, for scanners that cannot read the JSON. */
export { renderHcl } from "./document";
export type { TerraformJson } from "./document";
export type { Json, JsonObject } from "./expression";
export { RenditionError } from "./rendition-error";
export { TemplateError } from "./template";
