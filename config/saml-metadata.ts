/**
 * SAML metadata of an identity provider, read as far as needed to say what is wrong with it: the page of a login instead
 * of the file behind it, the metadata of Grafana itself, a certificate that is cut off.
 */
import { X509Certificate } from "node:crypto";

/** What is wrong with a text that should be metadata. */
export interface SamlFault {
  readonly message: string;
  readonly fix: string;
}

const METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
const DOWNLOAD = "download the IAM Identity Center SAML metadata file of the application, and give its text unchanged";

interface Element {
  /** Name without prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of the elements around it, outermost first. */
  readonly path: readonly string[];
  text: string;
}

/** The text in base64; what is no base64 comes out as a text that `samlFault` refuses. */
export function samlText(base64: string): string {
  const joined = base64.replaceAll(/\s/g, "");
  return /^[A-Za-z0-9+/]+={0,2}$/.test(joined) ? Buffer.from(joined, "base64").toString("utf8") : "";
}

/** The first thing that is wrong with the metadata; undefined when Grafana can read it. */
export function samlFault(text: string): SamlFault | undefined {
  if (/^\s*(<!doctype html|<html)/i.test(text))
    return { message: "is a page of a website, not SAML metadata", fix: DOWNLOAD };
  if (/<!DOCTYPE|<!ENTITY/i.test(text))
    return { message: "declares a document type, which is how XML attacks its reader", fix: DOWNLOAD };
  const elements = read(text.replace(/^\uFEFF/, ""));
  if (elements === undefined) return { message: "is not well-formed XML", fix: DOWNLOAD };
  const [root] = elements;
  if (root?.name !== "EntityDescriptor" || !Object.values(root.attributes).includes(METADATA))
    return { message: `is XML, but not the SAML metadata of one provider`, fix: DOWNLOAD };
  return ofProvider(elements);
}

function ofProvider(elements: readonly Element[]): SamlFault | undefined {
  if (!elements.some(({ name }) => name === "IDPSSODescriptor")) {
    const own = elements.some(({ name }) => name === "SPSSODescriptor");
    return {
      message: own ? "is metadata of a service, such as Grafana itself" : "describes no identity provider",
      fix: DOWNLOAD,
    };
  }
  if ((elements[0]?.attributes["entityID"] ?? "") === "") return { message: "has no entityID", fix: DOWNLOAD };
  const logins = elements.filter(({ name }) => name === "SingleSignOnService");
  const insecure = logins.find(({ attributes }) => !/^https:\/\/./.test(attributes["Location"] ?? ""));
  if (logins.length === 0 || insecure !== undefined)
    return { message: "has no https address to log in at", fix: DOWNLOAD };
  const certificates = elements.filter(
    ({ name, path }) => name === "X509Certificate" && path.includes("IDPSSODescriptor"),
  );
  if (certificates.length > 0 && certificates.every(({ text }) => isCertificate(text))) return undefined;
  return { message: "holds no certificate that can be read, so that no login could be verified", fix: DOWNLOAD };
}

function isCertificate(base64: string): boolean {
  try {
    return new X509Certificate(Buffer.from(base64.replaceAll(/\s/g, ""), "base64")).publicKey.type === "public";
  } catch {
    return false;
  }
}

const TAG = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;

/** What is no element, by its beginning and end. */
const SKIPPED = [
  ["<!--", "-->"],
  ["<?", "?>"],
  ["<![CDATA[", "]]>"],
] as const;

/** The elements in the order of the text, read in one pass; undefined where tags do not match. */
function read(text: string): readonly Element[] | undefined {
  const elements: Element[] = [];
  const open: { readonly tag: string; readonly element: Element }[] = [];
  let at = 0;
  for (let start = text.indexOf("<"); start >= 0; start = text.indexOf("<", at)) {
    if (!addText(open.at(-1)?.element, text.slice(at, start))) return undefined;
    const skipped = SKIPPED.find(([begin]) => text.startsWith(begin, start));
    TAG.lastIndex = start;
    const match = skipped === undefined ? TAG.exec(text) : null;
    at = skipped === undefined ? TAG.lastIndex : endOf(text, start, skipped[1]);
    if (at === 0) return undefined;
    if (match !== null && !addTag(elements, open, match)) return undefined;
  }
  return open.length === 0 && text.slice(at).trim() === "" && elements.length > 0 ? elements : undefined;
}

/** Where a comment or the like ends; 0 when it never does. */
function endOf(text: string, start: number, end: string): number {
  const found = text.indexOf(end, start);
  return found < 0 ? 0 : found + end.length;
}

/** Opens or closes an element; false where it closes another one than the last, or begins a second root. */
function addTag(
  elements: Element[],
  open: { readonly tag: string; readonly element: Element }[],
  [, closes, tag = "", attributes = "", empty]: RegExpExecArray,
): boolean {
  if (closes === "/") return open.pop()?.tag === tag;
  if (open.length === 0 && elements.length > 0) return false;
  const path = open.map(({ element }) => element.name);
  const element: Element = { name: tag.replace(/^.*:/, ""), attributes: attributesOf(attributes), path, text: "" };
  elements.push(element);
  if (empty !== "/") open.push({ tag, element });
  return true;
}

/** Text between two tags belongs to the innermost element; outside of the root it is a fault. */
function addText(element: Element | undefined, text: string): boolean {
  if (element !== undefined) element.text += text;
  return element !== undefined || text.trim() === "";
}

function attributesOf(text: string): Readonly<Record<string, string>> {
  const found = text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return Object.fromEntries([...found].map(([, name = "", double, single]) => [name, double ?? single ?? ""]));
}
