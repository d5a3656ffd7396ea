/** The calls Terraform makes to a provider, answered from its schema alone. One instance serves one configuration. */
import type { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { BlockSchema, ProviderSchema } from "../schema/schema-types";
import { planAwsResource, splitImportId } from "./aws-plan";
import { errorDiagnostic } from "./diagnostic";
import { isObject, readDynamic, writeDynamic, type DynamicValue, type ObjectValue, type Value } from "./dynamic-value";
import { fillObject } from "./fill-object";
import { DEFAULT_HOME, homeOf, type Home } from "./home";
import { placeholdersFor } from "./placeholders";
import { planObject } from "./plan-object";
import { replacedPaths } from "./replacement";
import { planRotation } from "./rotation";
import { upgradeState, type UpgradeRequest } from "./upgrade-state";
import type { World } from "./world";

interface ReadRequest {
  readonly type_name: string;
  readonly current_state?: DynamicValue;
  readonly private?: Uint8Array;
}

interface PlanRequest {
  readonly type_name: string;
  readonly prior_state?: DynamicValue;
  readonly proposed_new_state?: DynamicValue;
  readonly config?: DynamicValue;
  readonly prior_private?: Uint8Array;
}

interface ApplyRequest {
  readonly type_name: string;
  readonly planned_state?: DynamicValue;
  readonly config?: DynamicValue;
  readonly planned_private?: Uint8Array;
}

interface ImportRequest {
  readonly type_name: string;
  readonly id: string;
}

interface ConfigRequest {
  readonly config?: DynamicValue;
}

interface ReadDataRequest extends ConfigRequest {
  readonly type_name: string;
}

/** What every instance of one provider shares. */
export interface ProviderContext extends World {
  readonly schema: ProviderSchema;
  /** The encoded answer to `GetProviderSchema`. */
  readonly schemaAnswer: object;
}

/** Answers the calls of one connection. Terraform opens one per provider configuration, which keeps aliases apart. */
export class ProviderService {
  private home: Home = DEFAULT_HOME;

  constructor(private readonly context: ProviderContext) {}

  /** The methods by their names in the protocol. */
  implementation(): UntypedServiceImplementation {
    return {
      GetProviderSchema: answer(() => this.context.schemaAnswer),
      ValidateProviderConfig: answer(() => ({})),
      ValidateResourceConfig: answer(() => ({})),
      ValidateDataResourceConfig: answer(() => ({})),
      StopProvider: answer(() => ({})),
      ConfigureProvider: answer((request: ConfigRequest) => this.configure(request)),
      UpgradeResourceState: answer((request: UpgradeRequest) =>
        upgradeState(this.context.schema.resource_schemas[request.type_name], request),
      ),
      ReadResource: answer((request: ReadRequest) => ({ new_state: request.current_state, private: request.private })),
      PlanResourceChange: answer((request: PlanRequest) => this.plan(request)),
      ApplyResourceChange: answer((request: ApplyRequest) => this.apply(request)),
      ImportResourceState: answer((request: ImportRequest) => this.import(request)),
      ReadDataSource: answer((request: ReadDataRequest) => this.readData(request)),
    };
  }

  private configure(request: ConfigRequest): object {
    const config = readDynamic(request.config);
    if (isObject(config)) this.home = homeOf(config);
    return {};
  }

  private plan(request: PlanRequest): object {
    const config = readDynamic(request.config);
    const prior = readDynamic(request.prior_state);
    if (!isObject(config)) return { planned_state: request.proposed_new_state, planned_private: request.prior_private };
    const block = this.resourceBlock(request.type_name);
    const before = isObject(prior) ? prior : null;
    this.context.imports.note(request.type_name, request.prior_private, config);
    const derived = this.derive(request.type_name, block, planObject(block, config, before), config);
    const { planned, replaced } = planRotation(request.type_name, before, derived, this.context.now);
    return {
      planned_state: writeDynamic(planned),
      planned_private: request.prior_private,
      requires_replace: before === null ? [] : [...replacedPaths(request.type_name, before, planned), ...replaced],
    };
  }

  private apply(request: ApplyRequest): object {
    const planned = readDynamic(request.planned_state);
    if (!isObject(planned)) return { new_state: writeDynamic(null) };
    const filled = this.fill(this.resourceBlock(request.type_name), {
      kind: "resource",
      type: request.type_name,
      values: planned,
    });
    return { new_state: writeDynamic(filled), private: request.planned_private };
  }

  private import(request: ImportRequest): object {
    const type = request.type_name;
    const block = this.resourceBlock(type);
    const { imports } = this.context;
    const { id, region } = type.startsWith("aws_") ? splitImportId(request.id) : { id: request.id };
    const told = imports.configOf(type, request.id) ?? emptyObject(block);
    const config = region === undefined ? told : { ...told, region };
    const values = this.derive(type, block, planObject(block, config, null), config);
    const state = this.fill(block, { kind: "resource", type, values, importId: id });
    const found = { ...state, ...imports.existing(type, request.id) };
    return {
      imported_resources: [{ type_name: type, state: writeDynamic(found), private: imports.mark(request.id) }],
    };
  }

  private readData(request: ReadDataRequest): object {
    const block = this.context.schema.data_source_schemas[request.type_name]?.block;
    const config = readDynamic(request.config);
    if (block === undefined || !isObject(config)) return unserved(request.type_name);
    const planned = this.derive(request.type_name, block, planObject(block, config, null), config);
    return { state: writeDynamic(this.fill(block, { kind: "data", type: request.type_name, values: planned })) };
  }

  private derive(type: string, block: BlockSchema, planned: ObjectValue, config: ObjectValue): ObjectValue {
    return type.startsWith("aws_") ? planAwsResource(block, planned, config, this.home) : planned;
  }

  private fill(block: BlockSchema, subject: Parameters<typeof placeholdersFor>[0]): ObjectValue {
    return fillObject(block, subject.values, placeholdersFor(subject, this.home));
  }

  private resourceBlock(type: string): BlockSchema {
    const schema = this.context.schema.resource_schemas[type];
    if (schema === undefined) throw new Error(`no schema is served for ${type}`);
    return schema.block;
  }
}

function emptyObject(block: BlockSchema): ObjectValue {
  const attributes = Object.keys(block.attributes ?? {}).map((name): [string, Value] => [name, null]);
  const blocks = Object.entries(block.block_types ?? {}).map(([name, nested]): [string, Value] => [
    name,
    nested.nesting_mode === "list" || nested.nesting_mode === "set" ? [] : nested.nesting_mode === "map" ? {} : null,
  ]);
  return Object.fromEntries([...attributes, ...blocks]);
}

function unserved(type: string): object {
  return { diagnostics: [errorDiagnostic("Not in the rehearsal", `No schema is served for ${type}.`)] };
}

/** Wraps a function of the request as a call handler; what it throws becomes an error that Terraform prints. */
function answer<Request>(reply: (request: Request) => object) {
  return (call: ServerUnaryCall<Request, object>, done: sendUnaryData<object>): void => {
    try {
      done(null, reply(call.request));
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      done(null, { diagnostics: [errorDiagnostic("The rehearsal failed", detail)] });
    }
  };
}
