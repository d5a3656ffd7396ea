/** `grafana`: the single pane. */
import { z } from "zod";
import { foldersSchema } from "./grafana-folders";
import { repairs } from "../repairs";
import { accessSchema } from "./grafana-access";
import { dataSourcesSchema } from "./grafana-data-sources";
import { amazonManagedSchema } from "./grafana-managed";
import { privateConnectivitySchema, privateLinkSchema } from "./grafana-private";
import { ssoSchema } from "./grafana-sso";
import { externalId, reference } from "./primitives";

const slug = z
  .string()
  .regex(/^[a-z][a-z0-9]{2,28}$/, "must be 3-29 lower-case letters and digits, starting with a letter")
  .meta({ examples: ["acme"] });

const createdStack = z.strictObject({
  slug: slug.describe("Sub-domain: https://<slug>.grafana.net."),
  region: z
    .string()
    .regex(/^[a-z0-9-]{2,40}$/, "must be a Grafana Cloud region slug, such as prod-eu-west-2 or eu")
    .meta({ examples: ["prod-eu-west-2"] })
    .describe("Region slug of Grafana Cloud; changing it makes a new stack."),
  deleteProtection: z.boolean().default(true).describe("Refuse the destruction of the stack."),
});

const existingStack = z.strictObject({
  slug: slug.describe("Slug of the stack."),
  id: z
    .string()
    .regex(/^\d{1,12}$/, "must be the stack's number, in quotes")
    .meta({ examples: ["123456"] })
    .describe("Number of the stack, from the Grafana Cloud portal."),
  url: z
    .url({ protocol: /^https$/, error: "must be an https address" })
    .register(repairs, { repair: asHttps })
    .meta({ examples: ["https://acme.grafana.net"] })
    .describe("Address of the stack. The token comes from the environment variable GRAFANA_AUTH."),
});

const stackSchema = z
  .strictObject({
    create: createdStack.optional().describe("Make a Grafana Cloud stack."),
    existing: existingStack.optional().describe("Use a stack that stands already."),
  })
  .meta({ oneOf: [{ required: ["create"] }, { required: ["existing"] }] });

/** Where Grafana can run; dashboards, data sources and rules are the same. */
export const GRAFANA_PLATFORMS = ["grafana-cloud", "amazon-managed"] as const;

/** Tiers of Grafana Cloud, cheapest first. */
export const GRAFANA_PLANS = ["free", "pro", "advanced"] as const;

export const grafanaSchema = z
  .strictObject({
    platform: z.enum(GRAFANA_PLATFORMS).default("grafana-cloud").describe("Where Grafana runs."),
    plan: z.enum(GRAFANA_PLANS).default("free").describe("Tier of Grafana Cloud; what a tier lacks is refused."),
    stack: stackSchema.optional().describe("The Grafana Cloud stack. Read when `platform` is `grafana-cloud`."),
    amazonManaged: amazonManagedSchema.optional(),
    access: accessSchema,
    owner: reference.describe("Team that owns the pane."),
    externalId: externalId
      .optional()
      .describe("External id that Grafana shows for its AWS data sources. Default: the stack's number."),
    queryCaching: z
      .boolean()
      .default(false)
      .describe("Keep Athena results between panel refreshes; needs plan pro or advanced."),
    dataSources: dataSourcesSchema,
    folders: foldersSchema,
    sso: ssoSchema.optional(),
    privateConnectivity: privateConnectivitySchema.optional(),
    privateLink: privateLinkSchema.optional(),
  })
  .meta({
    if: { properties: { platform: { const: "amazon-managed" } }, required: ["platform"] },
    then: { required: ["amazonManaged"] },
    else: { required: ["stack"] },
  })
  .describe("The one Grafana that shows everything.");

export type GrafanaConfig = z.output<typeof grafanaSchema>;
export type GrafanaPlan = (typeof GRAFANA_PLANS)[number];

/** The same address over https, where that is all that is wrong with it. */
function asHttps(wrong: unknown): string | undefined {
  const address = String(wrong).replace(/^http:/i, "https:");
  return address !== wrong && URL.canParse(address) ? `use https: ${address}` : undefined;
}
