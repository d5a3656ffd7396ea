/** Who may send to Grafana Cloud and read from it: policies, tokens, and the places where tokens are kept. */
import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import type { EstateConfig, EstateInput } from "../../../config/estate";
import { Accounts } from "../../../constructs/core/accounts";
import { createPlatform, secretField, type Intake, type Platform } from "../../../constructs/platform";
import { managed, minimal, minimalExample, showcase } from "../../support/fixtures";
import { synth, synthEstate } from "../../support/synth";
import { addresses, policy, resource, resources, type StackJson } from "../../support/template";

type Access = NonNullable<EstateInput["grafana"]["access"]>;

const CREATED = { create: { slug: "smallco", region: "prod-eu-west-2" } };
const TWO_ACCOUNTS = {
  main: { id: "111122223333", region: "eu-west-1" },
  shop: { id: "444455556666", region: "eu-central-1" },
};

function withAccess(access: Access, stack: EstateInput["grafana"]["stack"] = CREATED): EstateConfig {
  return minimal({ accounts: TWO_ACCOUNTS, grafana: { owner: "everyone", stack, access } });
}

/** The platform alone, and what a shipper is told. */
function platformOf(config: EstateConfig, ask: (platform: Platform) => unknown = () => undefined) {
  const stack = synth((scope) => {
    const told = ask(createPlatform(scope, config, new Accounts(scope, config)));
    if (told !== undefined) new TerraformOutput(scope, "told", { value: told });
  }, config);
  const { told } = { told: undefined, ...(stack["output"] as object | undefined) };
  return { stack, told: (told as { readonly value: unknown } | undefined)?.value };
}

const tokensOf = (stack: StackJson): readonly string[] =>
  addresses(stack).filter((address) => /\.platform_(access|vault|service-accounts)_/.test(address));

const READ = [
  "grafana_cloud_access_policy.platform_access_read_policy",
  "grafana_cloud_access_policy_rotating_token.platform_access_read_token",
];

describe("the token that reads", () => {
  const { estate } = synthEstate(minimalExample());

  it("is for the stack, and reads only", () => {
    expect(resource(estate, "grafana_cloud_access_policy.platform_access_read_policy")).toEqual({
      provider: "grafana.cloud",
      region: "${data.grafana_cloud_stack.platform_existing-stack.region_slug}",
      name: "smallco-data-sources",
      display_name: "Data sources of the estate",
      scopes: ["alerts:read", "logs:read", "metrics:read", "rules:read", "traces:read"],
      realm: [{ type: "stack", identifier: "123456" }],
    });
  });

  it("rotates: it takes the policy's own number, and lives on for half a month after its replacement", () => {
    expect(resource(estate, "grafana_cloud_access_policy_rotating_token.platform_access_read_token")).toEqual({
      provider: "grafana.cloud",
      region: "${data.grafana_cloud_stack.platform_existing-stack.region_slug}",
      access_policy_id: "${grafana_cloud_access_policy.platform_access_read_policy.policy_id}",
      name_prefix: "smallco-data-sources",
      display_name: "Data sources of the estate",
      expire_after: "1080h",
      early_rotation_window: "360h",
      delete_on_destroy: false,
      lifecycle: { create_before_destroy: true },
    });
  });

  it.each([
    ["a created stack", CREATED, "grafana_cloud_stack.platform_stack"],
    ["an existing stack", undefined, "data.grafana_cloud_stack.platform_existing-stack"],
  ])("logs the data sources in, with %s", (_, stack, at) => {
    const config = stack === undefined ? minimalExample() : withAccess({});
    const password = "${grafana_cloud_access_policy_rotating_token.platform_access_read_token.token}";
    const auth = (user: string) => ({ kind: "basic", user: `\${${at}.${user}}`, password });
    expect(platformOf(config, ({ endpoints }) => endpoints).told).toEqual({
      prometheus: { url: `\${${at}.prometheus_url}/api/prom`, auth: auth("prometheus_user_id") },
      loki: { url: `\${${at}.logs_url}`, auth: auth("logs_user_id") },
      tempo: { url: `\${${at}.traces_url}/tempo`, auth: auth("traces_user_id") },
    });
  });
});

describe("the tokens that write", () => {
  it("are one per account that ships and kind of telemetry, each with its one scope", () => {
    const { estate } = synthEstate(showcase());
    const written = Object.entries(resources(estate, "grafana_cloud_access_policy"))
      .filter(([name]) => name.startsWith("platform_access_shippers_"))
      .map(([, { name, scopes, realm }]) => {
        expect(realm).toEqual([{ type: "stack", identifier: "${grafana_cloud_stack.platform_stack.id}" }]);
        return `${String(name)}: ${(scopes as readonly string[]).join()}`;
      });
    const accounts = ["monitoring", "production", "staging"];
    const signals = ["metrics", "logs", "traces"];
    expect(written.toSorted()).toEqual(
      accounts
        .flatMap((account) => signals.map((signal) => `acme-shipper-${account}-${signal}: ${signal}:write`))
        .toSorted(),
    );
  });

  it("lie in Secrets Manager of their account, under its key", () => {
    expect(tokensOf(platformOf(withAccess({ accounts: ["shop"], signals: ["logs"] })).stack)).toEqual([
      "aws_kms_alias.platform_vault_shop_key_alias",
      "aws_kms_key.platform_vault_shop_key", // one for all tokens of the account
      "aws_secretsmanager_secret.platform_vault_shop_logs",
      "aws_secretsmanager_secret_version.platform_vault_shop_logs_version",
      READ[0], // the data sources' own
      "grafana_cloud_access_policy.platform_access_shippers_shop_logs_policy",
      READ[1],
      "grafana_cloud_access_policy_rotating_token.platform_access_shippers_shop_logs_token",
    ]);
  });

  it("are not made for nobody", () => {
    expect(tokensOf(platformOf(withAccess({ accounts: [] })).stack)).toEqual(READ);
    expect(tokensOf(platformOf(withAccess({ signals: [] })).stack)).toEqual(READ);
  });

  it("live as long as the estate says", () => {
    const { stack } = platformOf(withAccess({ rotateAfterDays: 7, expireAfterDays: 10 }));
    const lives = Object.values(resources(stack, "grafana_cloud_access_policy_rotating_token"));
    expect(
      new Set(lives.map((life) => `${String(life["expire_after"])} ${String(life["early_rotation_window"])}`)),
    ).toEqual(new Set(["240h 72h"]));
  });
});

describe("a secret", () => {
  const { stack } = platformOf(withAccess({}));

  it("is encrypted, comes back within a week, and its name is not taken for one with AWS's six characters", () => {
    expect(resource(stack, "aws_secretsmanager_secret.platform_vault_shop_traces")).toMatchObject({
      provider: "aws.shop",
      region: "eu-central-1",
      name: "smallco/grafana/traces/token",
      kms_key_id: "${aws_kms_key.platform_vault_shop_key.arn}",
      recovery_window_in_days: 7,
      tags: { domain: "platform" },
    });
    for (const { name } of Object.values(resources(stack, "aws_secretsmanager_secret"))) {
      expect(String(name)).not.toMatch(/-[A-Za-z0-9]{6}$/);
    }
  });

  it("is read within its account and over TLS, or not at all", () => {
    expect(policy(stack, "aws_secretsmanager_secret.platform_vault_shop_logs")).toMatchObject({
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "secretsmanager:GetSecretValue",
          Condition: { StringNotEquals: { "aws:PrincipalAccount": "444455556666" } },
        },
        { Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
      ],
    });
  });

  it("holds what collectors need, by reference: user, token, and the header that ADOT cannot make", () => {
    const { secret_string: text } = resource(
      stack,
      "aws_secretsmanager_secret_version.platform_vault_shop_metrics_version",
    );
    const user = "grafana_cloud_stack.platform_stack.prometheus_user_id";
    const token = "grafana_cloud_access_policy_rotating_token.platform_access_shippers_shop_metrics_token.token";
    expect(text).toBe(
      `{"user":"\${${user}}","token":"\${${token}}",` +
        `"authorization":"Basic \${base64encode("\${${user}}:\${${token}}")}"}`,
    );
  });
});

describe("an intake", () => {
  const of = (config: EstateConfig, ...[account, signal, shipper]: Parameters<Platform["intake"]>) =>
    platformOf(config, (platform) => platform.intake(account, signal, shipper));
  const stackAt = "grafana_cloud_stack.platform_stack";

  it("says where to send, as whom, and where the token is, in the version that a rotation changes", () => {
    expect(of(withAccess({}), "shop", "metrics").told).toEqual({
      kind: "basic",
      url: `\${${stackAt}.prometheus_remote_write_endpoint}`,
      user: `\${${stackAt}.prometheus_user_id}`,
      secretArn: "${aws_secretsmanager_secret.platform_vault_shop_metrics.arn}",
      secretArnPattern: "arn:aws:secretsmanager:eu-central-1:444455556666:secret:smallco/grafana/metrics/token-??????",
      secretVersion: "${aws_secretsmanager_secret_version.platform_vault_shop_metrics_version.version_id}",
      keyArn: "${aws_kms_key.platform_vault_shop_key.arn}",
    });
  });

  it.each([
    ["logs", `\${${stackAt}.logs_url}/loki/api/v1/push`, `\${${stackAt}.logs_user_id}`],
    ["traces", `\${${stackAt}.otlp_url}/otlp`, `\${${stackAt}.id}`],
  ] as const)("knows the receiver of %s", (signal, url, user) => {
    expect(of(withAccess({}), "shop", signal).told).toMatchObject({ url, user });
  });

  it("gives a container one field, in one version", () => {
    const told = platformOf(withAccess({}), (platform) => {
      const intake = platform.intake("shop", "logs");
      return intake?.kind === "basic" ? secretField(intake, "authorization") : intake;
    }).told;
    expect(told).toBe(
      "${aws_secretsmanager_secret.platform_vault_shop_logs.arn}:authorization::" +
        "${aws_secretsmanager_secret_version.platform_vault_shop_logs_version.version_id}",
    );
  });

  it("is undefined for an account that does not ship, for what is not shipped, and for traces by Firehose", () => {
    const config = withAccess({ accounts: ["shop"], signals: ["logs", "traces"] });
    expect(of(config, "main", "logs").told).toBeUndefined();
    expect(of(config, "shop", "metrics").told).toBeUndefined();
    expect(of(config, "shop", "traces", "firehose").told).toBeUndefined();
  });

  describe("for Firehose", () => {
    const told = (signal: "metrics" | "logs") => of(withAccess({}), "shop", signal, "firehose");

    it("has a secret of its own, in the one form that Firehose reads", () => {
      const { stack } = told("logs");
      const token = "grafana_cloud_access_policy_rotating_token.platform_access_shippers_shop_logs_token.token";
      expect(
        resource(stack, "aws_secretsmanager_secret_version.platform_vault_shop_logs-firehose_version"),
      ).toMatchObject({ secret_string: `{"api_key":"\${${stackAt}.logs_user_id}:\${${token}}"}` });
    });

    it("has receivers of its own", () => {
      expect(told("logs").told).toMatchObject({
        url: `\${replace(${stackAt}.logs_url, "https://logs-", "https://aws-logs-")}/aws-logs/api/v1/push`,
        user: `\${${stackAt}.logs_user_id}`,
      });
      expect(told("metrics").told).toMatchObject({
        url:
          `\${replace(replace(${stackAt}.prometheus_url, "https://prometheus-", "https://aws-metric-streams-"), ` +
          `"-\${${stackAt}.cluster_slug}.", ".")}/aws-metrics/api/v1/push`,
      });
    });

    it("is made once, however often it is asked for, and by nobody's leave not at all", () => {
      const twice = platformOf(withAccess({}), (platform) =>
        [1, 2].map(() => platform.intake("main", "logs", "firehose")),
      );
      expect(tokensOf(twice.stack).filter((address) => address.includes("firehose"))).toEqual([
        "aws_secretsmanager_secret.platform_vault_main_logs-firehose",
        "aws_secretsmanager_secret_version.platform_vault_main_logs-firehose_version",
      ]);
      expect(tokensOf(platformOf(withAccess({})).stack).filter((address) => address.includes("firehose"))).toEqual([]);
    });
  });
});

describe("an intake on Amazon's platform", () => {
  const asked = (account: string, ...rest: ["metrics" | "logs", "firehose"?]) => {
    const config = managed({}, { accounts: TWO_ACCOUNTS });
    return platformOf(config, (platform) => platform.intake(account, ...rest));
  };
  const INTAKE: Intake = {
    kind: "sigv4",
    url: "${aws_prometheus_workspace.platform_prometheus_workspace.prometheus_endpoint}api/v1/remote_write",
    service: "aps",
    region: "eu-west-1",
    resourceArn: "${aws_prometheus_workspace.platform_prometheus_workspace.arn}",
  };

  it("is remote write, signed by the shipper", () => {
    expect(asked("main", "metrics").told).toEqual(INTAKE);
    expect(Object.keys(resources(asked("main", "metrics").stack, "aws_iam_role"))).toEqual(["platform_role"]);
  });

  it("goes through a role of the workspace's account from elsewhere, which only the estate's roles may assume", () => {
    const { stack, told } = asked("shop", "metrics");
    expect(told).toEqual({ ...INTAKE, roleArn: "${aws_iam_role.platform_writer.arn}" });
    expect(policy(stack, "aws_iam_role.platform_writer", "assume_role_policy")).toMatchObject({
      Statement: [
        {
          Principal: { AWS: ["arn:aws:iam::444455556666:root"] },
          Condition: { ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::444455556666:role/smallco-*"] } },
        },
      ],
    });
    expect(policy(stack, "aws_iam_role_policy.platform_writer_policy")).toMatchObject({
      Statement: [{ Action: ["aps:RemoteWrite"], Resource: [INTAKE.resourceArn] }],
    });
  });

  it("is undefined for what it cannot take", () => {
    expect(asked("main", "logs").told).toBeUndefined();
    expect(asked("main", "metrics", "firehose").told).toBeUndefined();
    expect(asked("nobody", "metrics").told).toBeUndefined();
  });
});

describe("what else uses Grafana", () => {
  const access: Access = {
    accounts: [],
    policies: { billing: { scopes: ["billing-metrics:read"], account: "main" } },
    serviceAccounts: { reporter: { role: "Viewer", account: "shop" }, guest: { role: "Editor" } },
  };
  const { stack } = platformOf(withAccess(access));

  it("is a policy with a token, a service account with one, and one without", () => {
    expect(tokensOf(stack)).toEqual([
      "aws_kms_alias.platform_vault_main_key_alias",
      "aws_kms_alias.platform_vault_shop_key_alias",
      "aws_kms_key.platform_vault_main_key",
      "aws_kms_key.platform_vault_shop_key",
      "aws_secretsmanager_secret.platform_vault_main_policy-billing",
      "aws_secretsmanager_secret.platform_vault_shop_service-account-reporter",
      "aws_secretsmanager_secret_version.platform_vault_main_policy-billing_version",
      "aws_secretsmanager_secret_version.platform_vault_shop_service-account-reporter_version",
      "grafana_cloud_access_policy.platform_access_policies_billing_policy",
      READ[0],
      "grafana_cloud_access_policy_rotating_token.platform_access_policies_billing_token",
      READ[1],
      "grafana_service_account.platform_service-accounts_guest",
      "grafana_service_account.platform_service-accounts_reporter",
      "grafana_service_account_rotating_token.platform_service-accounts_reporter_token",
    ]);
  });

  it("gets what it asks for", () => {
    expect(resource(stack, "grafana_cloud_access_policy.platform_access_policies_billing_policy")).toMatchObject({
      name: "smallco-policy-billing",
      scopes: ["billing-metrics:read"],
      realm: [{ type: "stack" }],
    });
    expect(resource(stack, "grafana_service_account.platform_service-accounts_reporter")).toEqual({
      provider: "grafana.stack",
      name: "reporter",
      role: "Viewer",
    });
    expect(
      resource(stack, "grafana_service_account_rotating_token.platform_service-accounts_reporter_token"),
    ).toMatchObject({ seconds_to_live: 45 * 86_400, early_rotation_window_seconds: 15 * 86_400 });
  });

  it("is the same on Amazon's platform, where no token lives longer than 30 days", () => {
    const { serviceAccounts } = withAccess(access).grafana.access;
    const config = managed({}, { accounts: TWO_ACCOUNTS });
    const amazon = platformOf({
      ...config,
      grafana: { ...config.grafana, access: { ...config.grafana.access, serviceAccounts } },
    });
    expect(
      resource(amazon.stack, "grafana_service_account_rotating_token.platform_service-accounts_reporter_token"),
    ).toMatchObject({
      provider: "grafana.workspace",
      seconds_to_live: 30 * 86_400,
      early_rotation_window_seconds: 15 * 86_400,
    });
  });
});
