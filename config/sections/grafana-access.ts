/** `grafana.access`: who may send to Grafana and read from it by a token, and how long a token lives. */
import { z } from "zod";
import facts from "../facts/grafana-scopes.json" with { type: "json" };
import { didYouMean } from "../nearest";
import { repairs } from "../repairs";
import { days, key, reference } from "./primitives";

/** Scopes of an access policy that lives in one stack. */
export const GRAFANA_SCOPES: readonly string[] = facts.scopes;

const SIGNALS = ["metrics", "logs", "traces"] as const;

const scope = z
  .string()
  .refine((text) => GRAFANA_SCOPES.includes(text), { error: "unknown scope" })
  .register(repairs, { repair: asScope })
  .meta({ examples: ["metrics:write"], enum: facts.scopes });

const policySchema = z.strictObject({
  scopes: z.array(scope).min(1, "must name at least one scope").describe("What a token of the policy may do."),
  realm: z
    .literal("stack", "must be the stack: a token of the organisation reaches every stack")
    .default("stack")
    .describe("Where it may do so."),
  account: reference.describe("Account whose Secrets Manager keeps the token."),
});

const serviceAccountSchema = z.strictObject({
  role: z.enum(["Viewer", "Editor", "Admin"]).describe("What it may do inside of Grafana."),
  account: reference.optional().describe("Account whose Secrets Manager keeps a token of it. Default: no token."),
});

const pluginSlug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+){1,5}$/, "must be the id of a plugin in Grafana's catalogue")
  .meta({ examples: ["grafana-clock-panel"] });

const DEFAULTS = {
  signals: [...SIGNALS],
  rotateAfterDays: 30,
  expireAfterDays: 45,
  providerTokens: [1],
  serviceAccounts: {},
  policies: {},
  plugins: [],
};

export const accessSchema = z
  .strictObject({
    accounts: z
      .array(reference)
      .optional()
      .describe("Accounts that ship telemetry to Grafana Cloud. Default: all; [] for none."),
    signals: z.array(z.enum(SIGNALS)).default(DEFAULTS.signals).describe("Kinds of telemetry that they ship."),
    rotateAfterDays: days(1, 365)
      .default(DEFAULTS.rotateAfterDays)
      .describe("Days after which the next apply replaces a token, 1-365."),
    expireAfterDays: days(2, 730)
      .default(DEFAULTS.expireAfterDays)
      .describe("Days after which a token ends, 2-730: more than rotateAfterDays, by twice the time between applies."),
    providerTokens: z
      .array(z.int().min(1).max(999))
      .min(1, "must name at least one token")
      .max(2, "must name at most two tokens: the one in use and the next")
      .default(DEFAULTS.providerTokens)
      .describe("Numbers of the tokens that Terraform manages a created stack with; it logs in with the first."),
    serviceAccounts: z
      .record(key, serviceAccountSchema)
      .default(DEFAULTS.serviceAccounts)
      .describe("Service accounts of Grafana, by key: for programs that use Grafana itself."),
    policies: z
      .record(key, policySchema)
      .default(DEFAULTS.policies)
      .describe(
        "Access policies of Grafana Cloud besides those of the shippers, by key: for programs that use its stores.",
      ),
    plugins: z.array(pluginSlug).default(DEFAULTS.plugins).describe("Plugins besides those of the data sources."),
  })
  .default(DEFAULTS)
  .describe("Tokens, service accounts and plugins. The defaults suffice unless something else uses Grafana too.");

export type AccessConfig = z.output<typeof accessSchema>;

function asScope(wrong: unknown): string {
  const text = String(wrong);
  const [store = ""] = text.split(":");
  const known = GRAFANA_SCOPES.filter((name) => name.startsWith(`${store}:`));
  const listed = known.length > 0 ? known : [...SIGNALS.map((signal) => `${signal}:write`), "and others"];
  return didYouMean(text, GRAFANA_SCOPES) ?? `known scopes: ${listed.join(", ")}`;
}
