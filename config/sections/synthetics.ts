/** `synthetics`: what is seen from outside, by real users' browsers. The checks of public endpoints join it later. */
import { z } from "zod";
import { repairs } from "../repairs";
import { key, reference } from "./primitives";

/** Country codes as Grafana's deny list takes them. */
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, "must be a country code of two capital letters")
  .meta({ examples: ["DE"] });

/** A browser sends scheme, host and port; anything else never matches. */
const origin = z
  .string()
  .refine((text) => text !== "*", { error: "must name a site: with * any page on the internet could send data" })
  .refine((text) => text === "*" || /^https?:\/\//.test(text), { error: "must start with a scheme" })
  .refine((text) => !/^https?:\/\//.test(text) || /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/.test(text), {
    error: "must be scheme, host and port only, in lower case, without path or slash at the end",
  })
  .refine((text) => !text.startsWith("http://") || /^http:\/\/localhost(:\d{1,5})?$/.test(text), {
    error: "must use https; http is for localhost only",
  })
  .register(repairs, { repair: asOrigin })
  .meta({ examples: ["https://shop.example.com"] });

const geolocation = z
  .strictObject({
    level: z
      .enum(["continent", "country", "subdivision", "city"])
      .default("country")
      .describe("How exactly a user's place is derived from the address before that is dropped."),
    except: z.array(country).default([]).describe("Countries whose users are not placed at all."),
  })
  .describe("Where users are. Default: not looked up.");

const webAppSchema = z.strictObject({
  team: reference.describe("Owning team."),
  service: reference.optional().describe("Service that the pages belong to."),
  environment: key.default("production").describe("Stage of the app: deployment.environment.name of what it sends."),
  origins: z.array(origin).min(1, "must allow at least one origin").describe("Sites whose pages may send data."),
  geolocation: geolocation.optional(),
});

export const syntheticsSchema = z
  .strictObject({
    webApps: z.record(key, webAppSchema).default({}).describe("Web apps whose users' experience is measured, by key."),
  })
  .default({ webApps: {} })
  .describe("Real-user monitoring.");

export type WebAppConfig = z.output<typeof webAppSchema>;

function asOrigin(wrong: unknown): string | undefined {
  if (typeof wrong !== "string" || wrong === "*") return undefined;
  const address = /^[a-z]+:\/\//i.test(wrong) ? wrong.replace(/^http:/i, "https:") : `https://${wrong}`;
  return URL.canParse(address) ? `write ${new URL(address).origin}` : undefined;
}
