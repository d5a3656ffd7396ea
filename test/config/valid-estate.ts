/** Estates of all shapes that are right: whatever is said about one of them is a false alarm. */
import fc from "fast-check";
import type { EstateInput } from "../../config/estate";
import { REGIONS } from "../../config/regions";

type Input<Section extends keyof EstateInput> = NonNullable<EstateInput[Section]>;
type Account = Input<"accounts">[string];

const COMMERCIAL = REGIONS.filter((region) => !region.startsWith("cn-") && !region.startsWith("us-gov-"));

const chars = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const digits = (length: number) => chars("0123456789", length, length);
const hex = (length: number) => chars("0123456789abcdef", length, length);
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Keys that stay apart when their hyphens are dropped. */
const keys = (minLength: number, maxLength: number) =>
  fc.uniqueArray(
    fc.tuple(chars(LETTERS, 1, 1), chars(`${LETTERS}0123456789-`, 0, 30)).map((parts) => parts.join("")),
    { minLength, maxLength, selector: (key) => key.replaceAll("-", "") },
  );

/** Picks what is given or leaves the key out. */
const maybe = <T>(given: fc.Arbitrary<T>) => fc.option(given, { nil: undefined });

const network = (): fc.Arbitrary<NonNullable<Account["network"]>[string]> =>
  fc.oneof(
    fc.record({
      existing: fc.record({
        vpcId: hex(17).map((id) => `vpc-${id}`),
        privateSubnetIds: fc.uniqueArray(
          hex(17).map((id) => `subnet-${id}`),
          { minLength: 1, maxLength: 3 },
        ),
      }),
    }),
    fc.record({
      create: fc.record({
        cidr: fc
          .tuple(fc.nat(255), fc.integer({ min: 16, max: 24 }))
          .map(([net, bits]) => `10.${String(net)}.0.0/${String(bits)}`),
        zones: fc.integer({ min: 1, max: 3 }),
      }),
    }),
  );

const account = (id: string): fc.Arbitrary<Account> =>
  fc
    .record({
      region: fc.constantFrom(...COMMERCIAL),
      environment: maybe(fc.constantFrom("production", "staging", "dev-2")),
      role: maybe(chars(`${LETTERS}/-_+=,.@`, 1, 30)),
      externalId: maybe(chars(`${LETTERS}0123456789_+=,.-`, 2, 40)),
      network: fc.dictionary(fc.constantFrom(...COMMERCIAL), network(), { maxKeys: 2 }),
    })
    .map(({ role, ...rest }) => ({
      id,
      ...rest,
      role: role === undefined ? undefined : `arn:aws:iam::${id}:role/${role}`,
    }));

const team = fc.record({
  name: fc.string({ minLength: 1, maxLength: 60, unit: "grapheme-ascii" }),
  email: chars(LETTERS, 1, 12).map((name) => `${name}@example.com`),
  timezone: maybe(fc.constantFrom(...Intl.supportedValuesOf("timeZone"), "Asia/Kolkata", "Europe/Kyiv", "UTC")),
});

/** A team whose name no other team has. */
const named = (key: string) => team.map((one) => ({ ...one, name: `${key} ${one.name}`.slice(0, 60) }));

const schedule = fc
  .tuple(fc.nat(59), fc.nat(23), fc.constantFrom("* * ?", "? * MON-FRI", "1 * ?", "L * ?", "? JAN-JUN 2-6"))
  .map(([minute, hour, days]) => `cron(${String(minute)} ${String(hour)} ${days} *)`);

const catalogue = {
  catalogue: maybe(fc.constantFrom("projection", "crawler")),
  crawlerSchedule: maybe(schedule),
} as const;
const granularity = maybe(fc.constantFrom("hourly", "daily", "monthly"));

const exports = fc
  .record({
    cur2: maybe(
      fc.record({
        name: fc.constant("Bill-2"),
        granularity,
        resourceIds: fc.boolean(),
        splitCostAllocation: fc.boolean(),
        ...catalogue,
      }),
    ),
    focus: maybe(fc.record({ granularity, ...catalogue })),
    legacyCur: maybe(fc.record({ granularity, artifacts: maybe(fc.constant(["ATHENA"] as ["ATHENA"])), ...catalogue })),
  })
  .filter((kinds) => Object.values(kinds).some((kind) => kind !== undefined));

const bucket = (region: string) =>
  fc
    .record({
      existing: maybe(chars(`${LETTERS}0123456789`, 3, 63)),
      infrequentAccessDays: fc.integer({ min: 30, max: 3650 }),
      later: fc.integer({ min: 31, max: 3650 }),
    })
    .map(({ existing, infrequentAccessDays, later }) => ({
      existing,
      kmsKeyArn: existing === undefined ? undefined : `arn:aws:kms:${region}:111122223333:key/${existing}`,
      infrequentAccessDays,
      expireDays: infrequentAccessDays + later,
    }));

/** The parts of an estate that others refer to. */
interface Declared {
  readonly accounts: Readonly<Record<string, Account>>;
  readonly teams: readonly string[];
  readonly services: readonly string[];
}

const cost = ({ accounts, teams, services }: Declared): fc.Arbitrary<Input<"cost">> =>
  fc.constantFrom(...Object.entries(accounts)).chain(([payer, { id, region }]) =>
    fc.record({
      account: fc.constant(payer),
      exports: maybe(exports),
      bucket: maybe(bucket(region)),
      athena: maybe(
        fc.record({
          scanLimitGiB: fc.integer({ min: 1, max: 7168 }),
          resultExpiryDays: fc.integer({ min: 1, max: 365 }),
        }),
      ),
      teamTag: maybe(fc.constantFrom("team", "Owner", "acme:team")),
      activateTags: fc.boolean(),
      budgets: keys(0, 3).chain((names) =>
        fc.record(
          Object.fromEntries(
            names.map((name) => [
              name,
              fc.record({
                monthlyUsd: fc.oneof(fc.integer({ min: 1, max: 1e9 }), fc.double({ min: 0.01, max: 1e6, noNaN: true })),
                account: maybe(fc.constantFrom(...Object.keys(accounts))),
                service: services.length === 0 ? fc.constant(undefined) : maybe(fc.constantFrom(...services)),
                notifyAtPercent: maybe(
                  fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 4 }),
                ),
                team: fc.constantFrom(...teams),
              }),
            ]),
          ),
        ),
      ),
      anomalies: maybe(
        fc.record({
          monitor: fc.constantFrom("create", `arn:aws:ce::${id}:anomalymonitor/0a1b2c3d-4e5f`),
          frequency: maybe(fc.constantFrom("DAILY", "WEEKLY")),
          team: fc.constantFrom(...teams),
        }),
      ),
    }),
  );

const groupId = fc
  .tuple(maybe(hex(10)), fc.uuid())
  .map(([prefix, id]) => (prefix === undefined ? id : `${prefix}-${id}`));

const managedGrafana = (accounts: readonly string[]): fc.Arbitrary<NonNullable<Input<"grafana">["amazonManaged"]>> =>
  fc.record({
    account: fc.constantFrom(...accounts),
    region: maybe(fc.constantFrom(...COMMERCIAL)),
    version: maybe(fc.constantFrom("10.4", "12.4", "13.0")),
    access: fc
      .uniqueArray(groupId, { minLength: 3, maxLength: 6 })
      .map(([first = "", second = "", ...others]) => ({ admins: [first], editors: [second], viewers: others })),
    tokenDays: maybe(fc.integer({ min: 1, max: 30 })),
    metricRetentionDays: maybe(fc.integer({ min: 1, max: 1095 })),
    logRetentionDays: maybe(fc.constantFrom(1, 90, 3653)),
  });

const access = (accounts: readonly string[]): fc.Arbitrary<NonNullable<Input<"grafana">["access"]>> =>
  fc.record({
    accounts: maybe(fc.shuffledSubarray([...accounts])),
    signals: maybe(fc.shuffledSubarray(["metrics", "logs", "traces"] as const).map((signals) => [...signals])),
    rotateAfterDays: maybe(fc.integer({ min: 1, max: 44 })),
    expireAfterDays: maybe(fc.integer({ min: 45, max: 730 })),
    policies: keys(0, 2).chain((names) =>
      fc.record(
        Object.fromEntries(
          names.map((name) => [
            name,
            fc.record({
              scopes: fc.constantFrom(["metrics:write"], ["logs:read", "traces:read"]),
              account: fc.constantFrom(...accounts),
            }),
          ]),
        ),
      ),
    ),
    serviceAccounts: keys(0, 2).chain((names) =>
      fc.record(
        Object.fromEntries(
          names.map((name) => [
            name,
            fc.record({
              role: fc.constantFrom("Viewer", "Editor", "Admin"),
              account: maybe(fc.constantFrom(...accounts)),
            }),
          ]),
        ),
      ),
    ),
    plugins: maybe(fc.constant(["grafana-clock-panel"])),
  });

const grafana = (teams: readonly string[], accounts: readonly string[]): fc.Arbitrary<Input<"grafana">> =>
  fc.oneof(
    { weight: 3, arbitrary: cloudGrafana(teams, accounts) },
    {
      weight: 1,
      arbitrary: fc.record({
        platform: fc.constant("amazon-managed" as const),
        owner: fc.constantFrom(...teams),
        queryCaching: fc.boolean(),
        access: maybe(access(accounts)),
        amazonManaged: managedGrafana(accounts),
      }),
    },
  );

const cloudGrafana = (teams: readonly string[], accounts: readonly string[]): fc.Arbitrary<Input<"grafana">> =>
  fc.constantFrom("free", "pro", "advanced").chain((plan) =>
    fc.record({
      plan: fc.constant(plan),
      owner: fc.constantFrom(...teams),
      access: maybe(access(accounts)),
      queryCaching: plan === "free" ? fc.constant(false) : fc.boolean(),
      stack: fc.oneof(
        fc.record({
          create: fc.record({ slug: chars(LETTERS, 3, 29), region: fc.constantFrom("eu", "prod-us-east-0") }),
        }),
        chars(LETTERS, 3, 29).chain((slug) =>
          fc.record({
            existing: fc.record({
              slug: fc.constant(slug),
              id: digits(7),
              url: fc.constant(`https://${slug}.grafana.net`),
            }),
          }),
        ),
      ),
    }),
  );

const service = ({ accounts, teams }: Declared, hasCost: boolean) =>
  fc.record({
    team: fc.constantFrom(...teams),
    accounts: fc.shuffledSubarray(Object.keys(accounts), { minLength: 1 }),
    unit: hasCost
      ? maybe(fc.record({ name: chars(LETTERS, 1, 30), athena: fc.record({ table: chars(`${LETTERS}_`, 1, 40) }) }))
      : fc.constant(undefined),
  });

const state = (accounts: readonly string[], region: string): fc.Arbitrary<Input<"state">> =>
  fc.oneof(
    fc.record({ local: fc.record({ path: fc.constantFrom("terraform.tfstate", "state/a.tfstate") }) }),
    fc.record({
      s3: fc.record({
        bucket: chars(LETTERS, 3, 63),
        region: fc.constant(region),
        kmsKeyArn: maybe(fc.constant(`arn:aws:kms:${region}:111122223333:key/0a1b`)),
        create: maybe(fc.record({ account: fc.constantFrom(...accounts) })),
      }),
    }),
  );

/** A name that leaves room for account and region in a bucket's name, which has 63 characters. */
const organisation = fc
  .tuple(chars(LETTERS, 1, 1), chars(`${LETTERS}0123456789-`, 1, 27))
  .map((parts) => parts.join(""));

const declared = fc
  .record({ names: keys(1, 4), first: fc.integer({ min: 1e11, max: 9e11 }), teams: keys(1, 3), services: keys(0, 3) })
  .filter(({ names }) => !names.some((name) => name.endsWith("-us-east-1")))
  .chain(({ names, first, teams, services }) =>
    fc.record({
      accounts: fc.record(Object.fromEntries(names.map((name, index) => [name, account(String(first + index))]))),
      teams: fc.constant(teams),
      services: fc.constant(services),
    }),
  );

/** A valid estate; keys that are left out are undefined. */
export const validEstate: fc.Arbitrary<EstateInput> = fc.tuple(declared, fc.boolean()).chain(([parts, hasCost]) => {
  const names = Object.keys(parts.accounts);
  return fc.record({
    name: organisation,
    state: maybe(state(names, "eu-west-1")),
    accounts: fc.constant(parts.accounts),
    teams: fc.record(Object.fromEntries(parts.teams.map((key) => [key, named(key)]))),
    services: fc.record(Object.fromEntries(parts.services.map((key) => [key, service(parts, hasCost)]))),
    grafana: grafana(parts.teams, names),
    cost: hasCost ? cost(parts) : fc.constant(undefined),
  });
});
