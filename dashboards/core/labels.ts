/**
 * The label contract: by which labels everything that the estate collects can be told apart. Resource attributes of
 * OpenTelemetry are promoted to labels when OTLP is taken in; exporters get the same ones from the collector. No other
 * file spells one of these labels.
 */

/** What people filter by; also the names of the dashboards' variables. */
export type ContractLabel = "account" | "region" | "environment" | "service";

interface Spelling {
  /** Label of Prometheus and Loki. */
  readonly label: string;
  /** Resource attribute of OpenTelemetry, as TraceQL and documents in OpenSearch write it. */
  readonly attribute: string;
  /** False where Loki keeps it beside the line instead of in the index. */
  readonly indexed: boolean;
}

const CONTRACT: Readonly<Record<ContractLabel, Spelling>> = {
  account: { label: "cloud_account_id", attribute: "cloud.account.id", indexed: false },
  region: { label: "cloud_region", attribute: "cloud.region", indexed: true },
  environment: { label: "deployment_environment_name", attribute: "deployment.environment.name", indexed: true },
  service: { label: "service_name", attribute: "service.name", indexed: true },
};

export const CONTRACT_LABELS = Object.keys(CONTRACT) as readonly ContractLabel[];

/** The label that a word of the contract stands for; any other word stands for itself. */
export function labelOf(word: string): string {
  return isContractLabel(word) ? CONTRACT[word].label : word;
}

/** The resource attribute that a word of the contract stands for; any other word stands for itself. */
export function attributeOf(word: string): string {
  return isContractLabel(word) ? CONTRACT[word].attribute : word;
}

/** Whether Loki finds streams by it; what is not in its index is filtered line by line. */
export function isIndexed(word: string): boolean {
  return !isContractLabel(word) || CONTRACT[word].indexed;
}

/** The word of the contract for a label; undefined for a label outside of it. */
export function wordOf(label: string): ContractLabel | undefined {
  return CONTRACT_LABELS.find((word) => CONTRACT[word].label === label);
}

export function isContractLabel(word: string): word is ContractLabel {
  return Object.hasOwn(CONTRACT, word);
}
