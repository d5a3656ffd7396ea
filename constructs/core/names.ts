/** Physical names, kept inside the limits of each service: a name that is too long is shortened with a stable hash. */
import { createHash } from "node:crypto";

/** What a service accepts as a name. Sources: the service's API reference, read 2026-11. */
interface NameRule {
  /** Longest name, in characters. */
  readonly max: number;
  /** A character that the service accepts. */
  readonly allowed: RegExp;
}

export const NAME_RULES = {
  alarm: { max: 255, allowed: /[\w .-]/ },
  anomalyMonitor: { max: 1024, allowed: /[\w -]/ },
  anomalySubscription: { max: 1024, allowed: /[\w -]/ },
  athenaWorkgroup: { max: 128, allowed: /[\w.-]/ },
  budget: { max: 100, allowed: /[^:\\]/ },
  ecsCluster: { max: 255, allowed: /[\w-]/ },
  ecsService: { max: 255, allowed: /[\w-]/ },
  ecsTaskFamily: { max: 255, allowed: /[\w-]/ },
  firehose: { max: 64, allowed: /[\w.-]/ },
  glueCrawler: { max: 255, allowed: /[\w-]/ },
  glueDatabase: { max: 255, allowed: /[a-z0-9_]/ },
  glueSecurityConfiguration: { max: 255, allowed: /[\w-]/ },
  grafanaAccessPolicy: { max: 180, allowed: /[a-z0-9-]/ },
  grafanaWorkspace: { max: 255, allowed: /[\w.~-]/ },
  iamPolicy: { max: 128, allowed: /[\w+=,.@-]/ },
  iamRole: { max: 64, allowed: /[\w+=,.@-]/ },
  kmsAlias: { max: 250, allowed: /[\w/-]/ },
  logAccountPolicy: { max: 256, allowed: /[\w-]/ },
  logGroup: { max: 512, allowed: /[\w./#-]/ },
  metricStream: { max: 255, allowed: /[\w-]/ },
  oamSink: { max: 255, allowed: /[\w.-]/ },
  prometheusAlias: { max: 100, allowed: /[\w.-]/ },
  secret: { max: 512, allowed: /[\w/+=.@-]/ },
  securityGroup: { max: 255, allowed: /[\w.-]/ },
  snsTopic: { max: 256, allowed: /[\w-]/ },
  ssmAssociation: { max: 128, allowed: /[\w.-]/ },
  ssmDocument: { max: 128, allowed: /[\w.-]/ },
} as const satisfies Record<string, NameRule>;

export type NameKind = keyof typeof NAME_RULES;

const HASH_LENGTH = 8;

/**
 * Joins the parts with hyphens (underscores where the service has no hyphen). Characters that the service refuses are
 * replaced; a name over the limit is cut and ends in eight characters of its hash, so that it is stable and unique.
 */
export function physicalName(kind: NameKind, ...parts: readonly string[]): string {
  const { max, allowed } = NAME_RULES[kind];
  const separator = allowed.test("-") ? "-" : "_";
  const joined = [...parts.join(separator)].map((char) => (allowed.test(char) ? char : separator)).join("");
  if (joined.length <= max) return joined;
  const hash = createHash("sha256").update(joined).digest("hex").slice(0, HASH_LENGTH);
  return `${joined.slice(0, max - HASH_LENGTH - 1)}${separator}${hash}`;
}
