/**
 * `grafana.sso`: login by SAML through IAM Identity Center or another identity provider, in two phases. No API makes a
 * SAML application in Identity Center, so the first phase tells a person what to enter there; the second takes the
 * metadata that comes back, and logs people in.
 */
import { z } from "zod";
import { reference } from "./primitives";

/** Grafana splits a list of roles at spaces and commas, so a group with one of them in its name can have no role. */
const group = z
  .string()
  .regex(
    /^[^\s,"'[\]]{1,256}$/,
    "must be a group as the identity provider sends it, without spaces, commas, quotes and brackets",
  )
  .meta({ examples: ["906717fb02-4c1f2a70-3b2d-4e8a-9c5d-0f1e2d3c4b5a"] });

const teamGroup = z
  .string()
  .regex(/^\S(?:.{0,254}\S)?$/, "must be a group as the identity provider sends it, without spaces around it")
  .meta({ examples: ["906717fb02-4c1f2a70-3b2d-4e8a-9c5d-0f1e2d3c4b5a"] });

const groups = (role: string) =>
  z.array(group).default([]).describe(`Groups whose members are ${role}; Identity Center sends ids of groups.`);

const attribute = z
  .string()
  .regex(/^[\w.:/-]{1,256}$/, "must be the name of an attribute: 1-256 letters, digits or _ . : / -");

const metadataSchema = z
  .strictObject({
    url: z
      .url({ protocol: /^https$/, error: "must be an https address" })
      .meta({ examples: ["https://portal.sso.eu-west-1.amazonaws.com/saml/metadata/abcdefgh"] })
      .optional()
      .describe("Where Grafana fetches the metadata, again and again: a renewed certificate needs no apply."),
    xml: z.string().min(1, "must hold XML").optional().describe("The metadata itself."),
    base64: z.string().min(1, "must hold base64").optional().describe("The metadata itself, in base64."),
    file: z
      .string()
      .regex(/^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[\w./ -]{1,200}$/, "must be a path below the folder of this file")
      .meta({ examples: ["saml-metadata.xml"] })
      .optional()
      .describe("File with the metadata, below the folder of this file; at most 256 KiB."),
  })
  .meta({
    oneOf: [{ required: ["url"] }, { required: ["xml"] }, { required: ["base64"] }, { required: ["file"] }],
  })
  .describe("SAML metadata of the identity provider. Without it, the plan only tells how to make the application.");

export const ssoSchema = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .max(60)
      .default("IAM Identity Center")
      .describe("What the button of the login page says, 1-60 characters."),
    metadata: metadataSchema.optional(),
    attributes: z
      .strictObject({
        login: attribute.default("login").describe("Attribute with the name that a person logs in with."),
        email: attribute.default("email").describe("Attribute with the mail address."),
        name: attribute.default("name").describe("Attribute with the name for people."),
        groups: attribute.default("groups").describe("Attribute with the groups."),
      })
      .prefault({})
      .describe("How the identity provider names what it says of a person."),
    admins: groups("administrators"),
    editors: groups("editors"),
    viewers: groups("viewers"),
    teams: z
      .record(reference, z.array(teamGroup).min(1, "must name at least one group"))
      .default({})
      .describe("Groups whose members become members of a team, by team; needs plan advanced."),
    autoLogin: z
      .boolean()
      .default(false)
      .describe("Skip the login page. Switch it on once the login works, since it hides the other ways in."),
    idpInitiated: z
      .boolean()
      .default(false)
      .describe("Accept logins that begin at the identity provider, which cannot be told from forged ones."),
    singleLogout: z
      .boolean()
      .default(false)
      .describe("Log out of the identity provider too. Identity Center has none."),
  })
  .describe("Login by SAML. On platform amazon-managed, Identity Center is the login already.");

export type SsoConfig = z.output<typeof ssoSchema>;
