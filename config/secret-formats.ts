/** What a literal secret looks like, by who issues it. A format is listed only if no name, ARN or address looks like it. */
export interface SecretFormat {
  /** Who issues it and what it is, as said in a message. */
  readonly name: string;
  readonly pattern: RegExp;
}

/** Not inside of a longer word. */
const START = "(?<![A-Za-z0-9])";

const token = (name: string, body: string): SecretFormat => ({ name, pattern: new RegExp(`${START}${body}`, "g") });

export const SECRET_FORMATS: readonly SecretFormat[] = [
  token("Grafana Cloud access policy token", "glc_[A-Za-z0-9+/_=-]{8,}"),
  token("Grafana service account token", "glsa_[A-Za-z0-9_]{8,}"),
  token("Grafana API key", "eyJrIjoi[A-Za-z0-9+/_=-]{16,}"),
  token("AWS access key id", "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])"),
  {
    name: "AWS secret access key",
    pattern: /(?<=secret_?access_?key["']?\s*[=:]\s*["']?)[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/])/gi,
  },
  token("GitHub token", "gh[pousr]_[A-Za-z0-9]{16,}"),
  token("GitHub token", "github_pat_[A-Za-z0-9_]{16,}"),
  token("GitLab token", "gl(?:pat|ptt|dt|rt|cbt|agent|soat)-[A-Za-z0-9_.-]{16,}"),
  token("Slack token", "xox[abeoprs](?:\\.xox[bp])?-[A-Za-z0-9-]{8,}"),
  token("Slack app token", "xapp-[0-9]-[A-Za-z0-9-]{8,}"),
  token(
    "Slack webhook address",
    "https://hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/[A-Za-z0-9/_-]{8,}",
  ),
  token("Teams webhook address", "https://[a-z0-9.-]+\\.webhook\\.office\\.com/webhookb2/[A-Za-z0-9@/_-]{8,}"),
  token("Discord webhook address", "https://(?:\\w+\\.)?discord(?:app)?\\.com/api/webhooks/[0-9]+/[A-Za-z0-9_-]{8,}"),
  { name: "private key", pattern: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[^]*?(?:-----END[^-]*-----|$)/g },
  { name: "age secret key", pattern: /AGE-SECRET-KEY-1[0-9A-Z]{20,}/g },
  { name: "address with a password", pattern: /[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:[^\s/@"']+@[^\s/@"']+/gi },
  token("JSON web token", "eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"),
  token("Stripe key", "[rs]k_(?:live|test)_[A-Za-z0-9]{10,}"),
  token("webhook signing secret", "whsec_[A-Za-z0-9+/=]{16,}"),
  token("Google API key", "AIza[A-Za-z0-9_-]{35}"),
  token("Google OAuth client secret", "GOCSPX-[A-Za-z0-9_-]{20,}"),
  token("npm token", "npm_[A-Za-z0-9]{36}"),
  token("PyPI token", "pypi-AgE[A-Za-z0-9_-]{30,}"),
  token("SendGrid key", "SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"),
  token("HashiCorp Vault token", "hv[sbr]\\.[A-Za-z0-9_-]{20,}"),
  { name: "Terraform Cloud token", pattern: /[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{40,}/g },
  token("OpenAI or Anthropic key", "sk-(?:ant-|proj-|svcacct-)[A-Za-z0-9_-]{20,}"),
  token("New Relic key", "NRAK-[A-Z0-9]{27}"),
  token("Databricks token", "dapi[0-9a-f]{32}"),
  token("DigitalOcean token", "do[opr]_v1_[0-9a-f]{64}"),
];
