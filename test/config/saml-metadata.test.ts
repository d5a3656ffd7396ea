/** SAML metadata: what Grafana could read, and what people paste instead. */
import { describe, expect, it } from "vitest";
import { samlFault, samlText } from "../../config/saml-metadata";
import { METADATA } from "../support/saml";

const without = (part: string | RegExp, instead = ""): string => {
  const changed = METADATA.replace(part, () => instead);
  if (changed === METADATA) throw new Error(`the metadata holds no ${String(part)}`);
  return changed;
};

describe("metadata of an identity provider", () => {
  it("is accepted, with or without byte order mark, prefixes and quotes of one kind", () => {
    expect(samlFault(METADATA)).toBeUndefined();
    expect(samlFault(`\uFEFF${METADATA}`)).toBeUndefined();
    expect(samlFault(METADATA.replaceAll(/<(\/?)md:/g, "<$1").replace("xmlns:md", "xmlns"))).toBeUndefined();
    expect(samlFault(METADATA.replaceAll('"', "'"))).toBeUndefined();
  });

  it("comes out of base64 as it went in, also where it is broken over lines", () => {
    const base64 = Buffer.from(METADATA).toString("base64");
    expect(samlText(base64.replaceAll(/(.{76})/g, "$1\n"))).toBe(METADATA);
    expect(samlText("not base64!")).toBe("");
  });

  it.each<readonly [what: string, text: string, message: string]>([
    ["nothing", "", "is not well-formed XML"],
    ["a page", "\n<!DOCTYPE html><html></html>", "is a page of a website, not SAML metadata"],
    ["a page without document type", "<html><p>Sign in</html>", "is a page of a website, not SAML metadata"],
    [
      "an entity",
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${METADATA}`,
      "declares a document type, which is how XML attacks its reader",
    ],
    ["half of it", METADATA.slice(0, 400), "is not well-formed XML"],
    ["two documents", `${METADATA}<again/>`, "is not well-formed XML"],
    ["text behind it", `${METADATA}and more`, "is not well-formed XML"],
    [
      "tags that cross",
      without("</md:IDPSSODescriptor>\n</md:EntityDescriptor>", "</md:EntityDescriptor></md:IDPSSODescriptor>"),
      "is not well-formed XML",
    ],
    ["other XML", "<note><to>you</to></note>", "is XML, but not the SAML metadata of one provider"],
    [
      "another namespace",
      without("SAML:2.0:metadata", "SAML:1.0:metadata"),
      "is XML, but not the SAML metadata of one provider",
    ],
    [
      "Grafana's own",
      METADATA.replaceAll("IDPSSODescriptor", "SPSSODescriptor"),
      "is metadata of a service, such as Grafana itself",
    ],
    ["nobody's", METADATA.replaceAll("IDPSSODescriptor", "RoleDescriptor"), "describes no identity provider"],
    ["an entity without a name", without(/ entityID="[^"]*"/), "has no entityID"],
    [
      "a login over http",
      without("https://sso.example.com/login", "http://sso.example.com/login"),
      "has no https address to log in at",
    ],
    ["no login", without(/<md:SingleSignOnService[^>]*>/), "has no https address to log in at"],
    [
      "no certificate",
      without(/<md:KeyDescriptor[^]*<\/md:KeyDescriptor>/),
      "holds no certificate that can be read, so that no login could be verified",
    ],
    [
      "half a certificate",
      without("kFlb1/Ne74crqQFxJpS3kbwjs3is5QIhAPcV8hgAee8h+bHkNuZMSnjG2Jmpj9F3D6yFk5c0gEL8"),
      "holds no certificate that can be read, so that no login could be verified",
    ],
  ])("is not %s", (_, text, message) => {
    expect(samlFault(text)?.message).toBe(message);
  });

  it("is refused in no time, however it is written", () => {
    const started = performance.now();
    for (const text of [
      "<a ".repeat(50_000),
      "<".repeat(200_000),
      `<a ${"b='c' ".repeat(40_000)}`,
      "<!--".repeat(60_000),
    ])
      expect(samlFault(text)?.message).toBe("is not well-formed XML");
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
