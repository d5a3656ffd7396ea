/** Requests that are signed with the shipper's own role: what AWS's stores take. */
import { dnsSuffix } from "../../core/dns-suffix";
import type { Settings } from "../collector/collector-config";

/** Settings of the extension that signs for one service in one region. */
export function signer(service: string, region: string, assumeRole?: Settings): Settings {
  return { service, region, ...(assumeRole === undefined ? {} : { assume_role: assumeRole }) };
}

/** Address of one of AWS's regional APIs. */
export function regionalEndpoint(service: string, region: string, partition: string): string {
  return `https://${service}.${region}.${dnsSuffix(partition)}`;
}
