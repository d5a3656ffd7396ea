/** The figures that the queries over events must return, worked out from what happened. */
import {
  accountLabel,
  type Asked,
  distinct,
  groups,
  latest,
  ordered,
  perHour,
  type Row,
  shownMoment,
  within,
} from "./security-answers";
import { ALERTS, type Call, CALLS, type Flow, FLOWS, QUERIES, REQUESTS } from "./security-traffic";

type Meaning = Call["is"][number];

export function calls(asked: Asked, ...meanings: readonly Meaning[]): Call[] {
  return CALLS.filter((call) => within(call, asked) && meanings.some((meaning) => call.is.includes(meaning)));
}

export const GUARDS: readonly Meaning[] = ["logging", "detection", "keys", "bucket access", "network", "organisation"];

export function logins(asked: Asked): Row[] {
  return perHour(calls(asked, "login"), ({ failed }) => (failed ? "Failure" : "Success"), "logins");
}

export function loginsByPrincipal(asked: Asked): Row[] {
  const rows = [...groups(calls(asked, "login"), ({ by, account }) => `${by.principal}|${account}`).values()];
  return ordered(
    rows.map((of) => {
      const [first] = of;
      const principal = first?.by.principal ?? "";
      const failed = of.filter((call) => call.failed).length;
      const bare = of.filter(({ by, mfa, failed: no }) => !no && mfa !== true && by.kind !== "AssumedRole").length;
      return {
        row: {
          principal,
          account: accountLabel({ account: first?.account ?? "" }),
          failed,
          succeeded: of.length - failed,
          without_second_factor: bare,
          addresses: distinct(of, ({ address }) => address),
          latest: latest(of),
        },
        order: [-failed, -bare, failed - of.length, principal, accountLabel({ account: first?.account ?? "" })],
      };
    }),
    25,
  );
}

/** Events, newest first, with the columns that are shown of each. */
export function newestFirst(of: readonly Call[], limit: number, columns: (call: Call) => Row): Row[] {
  return ordered(
    of.map((call) => ({ row: { time: shownMoment(call.at), ...columns(call) }, order: [-Date.parse(call.at)] })),
    limit,
  );
}

export function rootEvents(asked: Asked): Row[] {
  return newestFirst(calls(asked, "root"), 50, (call) => ({
    account: accountLabel(call),
    region: call.region,
    service: call.service,
    operation: call.operation,
    status: call.failed ? "Failure" : "Success",
    address: call.address,
    agent: call.agent,
  }));
}

export function identityChanges(asked: Asked): Row[] {
  return newestFirst(calls(asked, "identity"), 50, (call) => ({
    account: accountLabel(call),
    service: call.service,
    operation: call.operation,
    changed: call.changed ?? null,
    principal: call.by.principal,
    address: call.address,
    request: call.request?.slice(0, 300) ?? null,
  }));
}

export function guardrailEvents(asked: Asked): Row[] {
  return newestFirst(calls(asked, ...GUARDS), 100, (call) => ({
    guard: call.is.find((meaning) => GUARDS.includes(meaning)) ?? "",
    operation: call.operation,
    principal: call.by.principal,
    account: accountLabel(call),
    region: call.region,
    address: call.address,
    error: call.error ?? null,
    request: call.request?.slice(0, 300) ?? null,
  }));
}

export function guardrailChanges(asked: Asked): Row[] {
  const done = calls(asked, ...GUARDS).filter(({ error }) => error === undefined);
  return perHour(done, ({ is }) => is.find((meaning) => GUARDS.includes(meaning)) ?? "", "changes");
}

export function deniedPrincipals(asked: Asked): Row[] {
  const rows = [...groups(calls(asked, "denied"), ({ by, account }) => `${by.principal}|${account}`).values()];
  return ordered(
    rows.map((of) => {
      const [first] = of;
      const principal = first?.by.principal ?? "";
      const account = accountLabel({ account: first?.account ?? "" });
      return {
        row: {
          principal,
          account,
          calls: of.length,
          operations: distinct(of, ({ operation }) => operation),
          services: [...new Set(of.map(({ service }) => service))].toSorted().slice(0, 5).join(", "),
          addresses: distinct(of, ({ address }) => address),
          latest: latest(of),
        },
        order: [-of.length, principal, account],
      };
    }),
    25,
  );
}

export function rejected(asked: Asked): Flow[] {
  return FLOWS.filter((flow) => within(flow, asked) && flow.rejected);
}

export function talkers(asked: Asked, inside: boolean): Row[] {
  const flows = rejected(asked).filter((flow) => flow.inside === inside);
  const rows = [...groups(flows, ({ from, port, account }) => [from, String(port), account].join("|")).values()];
  return ordered(
    rows.flatMap((of) => {
      const [first] = of;
      if (first === undefined) return [];
      const packets = of.reduce((sum, flow) => sum + flow.packets, 0);
      const account = accountLabel(first);
      return [
        {
          row: {
            address: first.from,
            port: first.port,
            account,
            flows: of.length,
            targets: distinct(of, ({ to }) => to),
            packets,
            bytes: 40 * packets,
          },
          order: [-of.length, first.from, first.port, account],
        },
      ];
    }),
    25,
  );
}

export function names(asked: Asked): Row[] {
  const bad = QUERIES.filter((query) => within(query, asked) && ["Alert", "Blocked"].includes(query.verdict));
  const asker = ({ instance, ip }: (typeof bad)[number]): string => instance ?? ip;
  const rows = [...groups(bad, ({ hostname, verdict, account }) => [hostname, verdict, account].join("|")).values()];
  return ordered(
    rows.flatMap((of) => {
      const [first] = of;
      if (first === undefined) return [];
      const account = accountLabel(first);
      return [
        {
          row: {
            hostname: first.hostname,
            disposition: first.verdict,
            account,
            queries: of.length,
            askers: distinct(of, asker),
            one_asker: of.map(asker).toSorted().at(-1) ?? "",
            latest: latest(of),
          },
          order: [-of.length, first.hostname, account, first.verdict],
        },
      ];
    }),
    25,
  );
}

export function blocked(asked: Asked): (typeof REQUESTS)[number][] {
  return REQUESTS.filter((request) => within(request, asked) && request.blocked);
}

export function blockedByRule(asked: Asked): Row[] {
  return perHour(blocked(asked), ({ rule }) => rule ?? "default action", "number");
}

export function blockedSources(asked: Asked): Row[] {
  const rows = [...groups(blocked(asked), ({ ip, country, host }) => [ip, country, host].join("|")).values()];
  return ordered(
    rows.flatMap((of) => {
      const [first] = of;
      if (first === undefined) return [];
      const { ip: address, country, host } = first;
      return [
        {
          row: {
            address,
            country,
            host,
            requests: of.length,
            rules: distinct(of, ({ rule }) => rule ?? "default action"),
            paths: distinct(of, ({ path }) => path),
            one_path:
              of
                .map(({ path }) => path)
                .toSorted()
                .at(-1) ?? "",
            latest: latest(of),
          },
          order: [-of.length, address, host, country],
        },
      ];
    }),
    25,
  );
}

const SEVERITIES: Readonly<Record<number, string>> = { 2: "Low", 4: "High", 5: "Critical" };

export function sensorDetections(asked: Asked): Row[] {
  const seen = ALERTS.filter((alert) => within(alert, asked));
  const key = (alert: (typeof seen)[number]): string =>
    [alert.severity, alert.rule, alert.resource ?? "unknown", alert.account, alert.region].join("|");
  return ordered(
    [...groups(seen, key).values()].flatMap((of) => {
      const [first] = of;
      if (first === undefined) return [];
      const resource = first.resource ?? "unknown";
      const account = accountLabel(first);
      return [
        {
          row: {
            severity: SEVERITIES[first.severity] ?? "",
            rule: first.rule,
            resource,
            account,
            region: first.region,
            times: of.length,
            first: shownMoment(of.map(({ at }) => at).toSorted()[0] ?? ""),
            latest: latest(of),
          },
          order: [-first.severity, -of.length, first.rule, resource, account, first.region],
        },
      ];
    }),
    50,
  );
}
