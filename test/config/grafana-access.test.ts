/** `grafana.access`: who may use Grafana by a token. Numbers are those of the reference list of wrong estates. */
import { describe, expect, it } from "vitest";
import facts from "../../config/facts/grafana-scopes.json" with { type: "json" };
import { problemText } from "../../config/problem";
import { minimalExample } from "../support/fixtures";
import { load, planted, problemsOf } from "./support";

const told = (from: string, to: string): readonly string[] =>
  problemsOf(planted(from, to)).map((problem) => problemText(problem).replace(/^estate\.yaml:[\d:]+ /, ""));

const STACK = 'stack: { existing: { slug: acme, id: "123456", url: https://acme.grafana.net } }';
const CREATED = "stack: { create: { slug: acme, region: eu } }";
const access = (text: string) => `${STACK}\n  access: { ${text} }`;

describe("grafana.access", () => {
  it("needs nothing: all accounts ship everything, by tokens that are replaced each month", () => {
    expect(minimalExample().grafana.access).toEqual({
      signals: ["metrics", "logs", "traces"],
      rotateAfterDays: 30,
      expireAfterDays: 45,
      providerTokens: [1],
      serviceAccounts: {},
      policies: {},
      plugins: [],
    });
  });

  it("is read as written", () => {
    const written = `accounts: [prod], policies: { k6: { scopes: ["metrics:write"], account: main } }`;
    expect(load(planted(STACK, access(written))).grafana.access).toMatchObject({
      accounts: ["prod"],
      policies: { k6: { scopes: ["metrics:write"], realm: "stack", account: "main" } },
    });
  });

  it.each<readonly [what: string, from: string, to: string, expected: readonly string[]]>([
    [
      "73: a scope that does not exist",
      STACK,
      access(`policies: { k6: { scopes: ["metric:write"], account: main } }`),
      [`grafana.access.policies.k6.scopes[0]: unknown scope (got "metric:write"). Did you mean "metrics:write"?`],
    ],
    [
      "73: an action that a store does not have, and a store that nobody knows",
      STACK,
      access(`policies: { k6: { scopes: ["traces:administer", "kubernetes:list"], account: main } }`),
      [
        `grafana.access.policies.k6.scopes[0]: unknown scope (got "traces:administer"). Known scopes: traces:delete, traces:read, traces:write.`,
        `grafana.access.policies.k6.scopes[1]: unknown scope (got "kubernetes:list"). Known scopes: metrics:write, logs:write, traces:write, and others.`,
      ],
    ],
    [
      "73: a realm that is the organisation",
      STACK,
      access(`policies: { k6: { scopes: ["metrics:write"], realm: org, account: main } }`),
      [
        `grafana.access.policies.k6.realm: must be the stack: a token of the organisation reaches every stack (got "org"). Write stack.`,
      ],
    ],
    [
      "74: an address without encryption",
      "https://acme.grafana.net",
      "http://acme.grafana.net",
      [
        `grafana.stack.existing.url: must be an https address (got "http://acme.grafana.net"). Use https: https://acme.grafana.net.`,
      ],
    ],
    [
      "an address that is none",
      "https://acme.grafana.net",
      "acme.grafana.net",
      [
        `grafana.stack.existing.url: must be an https address (got "acme.grafana.net"). Write, for example, https://acme.grafana.net.`,
      ],
    ],
    [
      "accounts that are not declared, or stand twice",
      STACK,
      access("accounts: [main, main, prd], serviceAccounts: { ci: { role: Viewer, account: mian } }"),
      [
        `grafana.access.accounts[1]: stands in the list already (got "main"). Remove it.`,
        `grafana.access.accounts[2]: "prd" is not declared. Known accounts: main, prod; did you mean "prod"?`,
        `grafana.access.serviceAccounts.ci.account: "mian" is not declared. Known accounts: main, prod; did you mean "main"?`,
      ],
    ],
    [
      "a token that ends when its replacement is made",
      STACK,
      access("rotateAfterDays: 30, expireAfterDays: 30"),
      [
        "grafana.access.expireAfterDays: must be more than rotateAfterDays, which is 30: a token would end before its replacement works (got 30). Write 45, or lower rotateAfterDays.",
      ],
    ],
    [
      "tokens of the provider where it has one from outside",
      STACK,
      access("providerTokens: [1, 2]"),
      [
        "grafana.access.providerTokens: is for a stack that the estate creates. Remove it; the token of an existing stack is the one in GRAFANA_AUTH.",
      ],
    ],
    [
      "a token that is the next of itself",
      STACK,
      `${CREATED}\n  access: { providerTokens: [2, 2] }`,
      ["grafana.access.providerTokens[1]: stands in the list already (got 2). Remove it."],
    ],
    ["a token and the next", STACK, `${CREATED}\n  access: { providerTokens: [2, 3] }`, []],
    [
      "a role and a plugin that do not exist",
      STACK,
      access("serviceAccounts: { ci: { role: Owner } }, plugins: [Clock Panel]"),
      [
        `grafana.access.serviceAccounts.ci.role: must be Viewer, Editor or Admin (got "Owner"). Write Viewer, Editor or Admin.`,
        `grafana.access.plugins[0]: must be the id of a plugin in Grafana's catalogue (got "Clock Panel"). Write, for example, grafana-clock-panel.`,
      ],
    ],
  ])("tells of %s", (_what, from, to, expected) => {
    expect(told(from, to)).toEqual(expected);
  });
});

describe("the scopes", () => {
  it("are a table with its source: sorted, once each, in the form of the service's permissions", () => {
    expect(facts.scopes).toEqual([...new Set(facts.scopes)].toSorted());
    expect(facts.scopes.filter((scope) => !/^[a-z-]+:(read|write|delete|import|admin)$/.test(scope))).toEqual([]);
    expect([facts.url.startsWith("https://grafana.com/docs/"), /^\d{4}-\d{2}-\d{2}$/.test(facts.date)]).toEqual([
      true,
      true,
    ]);
  });
});
