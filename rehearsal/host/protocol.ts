/**
 * The part of Terraform's plugin protocol 6 that a rehearsal speaks, as a table: message -> field -> [number, type].
 * Field numbers are what counts on the wire; names are Terraform's. What is absent is answered "unimplemented",
 * which Terraform accepts for the calls it added after 1.11.
 */
import { type ServiceDefinition } from "@grpc/grpc-js";
import { fromJSON } from "@grpc/proto-loader";

type Field = readonly [id: number, type: string, rule?: "repeated" | "map"];

const MESSAGES: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  Empty: {},
  DynamicValue: { msgpack: [1, "bytes"], json: [2, "bytes"] },
  Diagnostic: {
    severity: [1, "int32"],
    summary: [2, "string"],
    detail: [3, "string"],
    attribute: [4, "AttributePath"],
  },
  AttributePath: { steps: [1, "PathStep", "repeated"] },
  PathStep: { attribute_name: [1, "string"], element_key_string: [2, "string"], element_key_int: [3, "int64"] },
  Schema: { version: [1, "int64"], block: [2, "Block"] },
  Block: { attributes: [2, "Attribute", "repeated"], block_types: [3, "NestedBlock", "repeated"] },
  Attribute: {
    name: [1, "string"],
    type: [2, "bytes"],
    required: [4, "bool"],
    optional: [5, "bool"],
    computed: [6, "bool"],
    sensitive: [7, "bool"],
    deprecated: [9, "bool"],
    nested_type: [10, "NestedAttributes"],
    write_only: [11, "bool"],
  },
  NestedAttributes: { attributes: [1, "Attribute", "repeated"], nesting: [3, "int32"] },
  NestedBlock: {
    type_name: [1, "string"],
    block: [2, "Block"],
    nesting: [3, "int32"],
    min_items: [4, "int64"],
    max_items: [5, "int64"],
  },
  ProviderSchemaResponse: {
    provider: [1, "Schema"],
    resource_schemas: [2, "Schema", "map"],
    data_source_schemas: [3, "Schema", "map"],
  },
  ProviderConfigRequest: { config: [1, "DynamicValue"] },
  TypedConfigRequest: { type_name: [1, "string"], config: [2, "DynamicValue"] },
  ConfigureRequest: { terraform_version: [1, "string"], config: [2, "DynamicValue"] },
  DiagnosticsResponse: { diagnostics: [1, "Diagnostic", "repeated"] },
  ValidateProviderResponse: { diagnostics: [2, "Diagnostic", "repeated"] },
  RawState: { json: [1, "bytes"] },
  UpgradeRequest: { type_name: [1, "string"], version: [2, "int64"], raw_state: [3, "RawState"] },
  UpgradeResponse: { upgraded_state: [1, "DynamicValue"], diagnostics: [2, "Diagnostic", "repeated"] },
  ReadRequest: { type_name: [1, "string"], current_state: [2, "DynamicValue"], private: [3, "bytes"] },
  ReadResponse: { new_state: [1, "DynamicValue"], diagnostics: [2, "Diagnostic", "repeated"], private: [3, "bytes"] },
  PlanRequest: {
    type_name: [1, "string"],
    prior_state: [2, "DynamicValue"],
    proposed_new_state: [3, "DynamicValue"],
    config: [4, "DynamicValue"],
    prior_private: [5, "bytes"],
  },
  PlanResponse: {
    planned_state: [1, "DynamicValue"],
    requires_replace: [2, "AttributePath", "repeated"],
    planned_private: [3, "bytes"],
    diagnostics: [4, "Diagnostic", "repeated"],
  },
  ApplyRequest: {
    type_name: [1, "string"],
    prior_state: [2, "DynamicValue"],
    planned_state: [3, "DynamicValue"],
    config: [4, "DynamicValue"],
    planned_private: [5, "bytes"],
  },
  ApplyResponse: { new_state: [1, "DynamicValue"], private: [2, "bytes"], diagnostics: [3, "Diagnostic", "repeated"] },
  ImportRequest: { type_name: [1, "string"], id: [2, "string"] },
  ImportedResource: { type_name: [1, "string"], state: [2, "DynamicValue"], private: [3, "bytes"] },
  ImportResponse: {
    imported_resources: [1, "ImportedResource", "repeated"],
    diagnostics: [2, "Diagnostic", "repeated"],
  },
  ReadDataRequest: { type_name: [1, "string"], config: [2, "DynamicValue"] },
  ReadDataResponse: { state: [1, "DynamicValue"], diagnostics: [2, "Diagnostic", "repeated"] },
};

const METHODS: Readonly<Record<string, readonly [request: string, response: string]>> = {
  GetProviderSchema: ["Empty", "ProviderSchemaResponse"],
  ValidateProviderConfig: ["ProviderConfigRequest", "ValidateProviderResponse"],
  ValidateResourceConfig: ["TypedConfigRequest", "DiagnosticsResponse"],
  ValidateDataResourceConfig: ["TypedConfigRequest", "DiagnosticsResponse"],
  UpgradeResourceState: ["UpgradeRequest", "UpgradeResponse"],
  ConfigureProvider: ["ConfigureRequest", "DiagnosticsResponse"],
  ReadResource: ["ReadRequest", "ReadResponse"],
  PlanResourceChange: ["PlanRequest", "PlanResponse"],
  ApplyResourceChange: ["ApplyRequest", "ApplyResponse"],
  ImportResourceState: ["ImportRequest", "ImportResponse"],
  ReadDataSource: ["ReadDataRequest", "ReadDataResponse"],
  StopProvider: ["Empty", "Empty"],
};

type Namespace = NonNullable<Parameters<typeof fromJSON>[0]["nested"]>;

/** The gRPC service definition of `tfplugin6.Provider`. */
export function providerServiceDefinition(): ServiceDefinition {
  const messages = mapValues(MESSAGES, (fields, name) => ({ fields: fieldTable(fields), ...oneOf(name) }));
  const methods = mapValues(METHODS, ([requestType, responseType]) => ({ requestType, responseType, comment: "" }));
  const nested: Namespace = { ...messages, Provider: { methods } };
  const definition = fromJSON(
    { nested: { tfplugin6: { nested } } },
    { keepCase: true, longs: Number, defaults: false },
  );
  return definition["tfplugin6.Provider"] as ServiceDefinition;
}

function fieldTable(fields: Readonly<Record<string, Field>>) {
  return mapValues(fields, ([id, type, rule]) => {
    if (rule === "map") return { id, type, keyType: "string" };
    return rule === undefined ? { id, type } : { id, type, rule };
  });
}

function mapValues<From, To>(
  all: Readonly<Record<string, From>>,
  change: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(all).map(([name, value]): [string, To] => [name, change(value, name)]));
}

/** A path step is one of three things, and zero is a valid index: without the group proto3 would drop it. */
function oneOf(name: string) {
  return name === "PathStep"
    ? { oneofs: { selector: { oneof: ["attribute_name", "element_key_string", "element_key_int"] } } }
    : {};
}
