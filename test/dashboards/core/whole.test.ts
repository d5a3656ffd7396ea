import { describe, expect, it } from "vitest";
import {
  athena,
  chosen,
  cloudWatchMath,
  documents,
  logs,
  loki,
  percentOf,
  prometheus,
  promql,
  usage,
} from "../../../dashboards/core/query";
import type { Query } from "../../../dashboards/core/query";
import { queryText } from "../../../dashboards/core/query/query";
import { chosen as chosenInSql } from "../../../dashboards/core/sql";
import { whole } from "../../../dashboards/core/whole";
import { errors, errorLines, lambdaErrors, requests } from "./support";

const asked = (query: Query, filter = {}) => whole({ ...requests, query }, filter).query;

describe("a signal asked about everything", () => {
  it("lacks what variables would choose in PromQL, at every depth, and has the filter of the overview", () => {
    const failed = promql("jobs_total").where({ account: true, result: "failed", job: chosen("check") });
    const query = prometheus(
      percentOf(failed.rate().sumBy("service"), failed.rate().sumBy("service")).over("max_over_time", "1h"),
    );
    expect(queryText(asked(query, { environment: true }), "dashboard")).toBe(
      'max_over_time(((sum by (service_name) (rate(jobs_total{result="failed", deployment_environment_name=~"$environment"}[$__rate_interval])) / (sum by (service_name) (rate(jobs_total{result="failed", deployment_environment_name=~"$environment"}[$__rate_interval])) > 0)) * 100)[1h:])',
    );
    expect(queryText(asked(query), "dashboard")).toBe(
      queryText(query, "alert").replaceAll("[5m]", "[$__rate_interval]"),
    );
  });

  it("keeps everything else of the signal, and asks elsewhere alike", () => {
    const { query, elsewhere, ...rest } = whole({ ...errors, elsewhere: [lambdaErrors.query] });
    const { query: before, ...same } = errors;
    expect(rest).toEqual(same);
    expect(before).not.toEqual(query);
    expect(elsewhere).toMatchObject([{ metric: { dimensions: { FunctionName: "*" } } }]);
  });

  it("is not filtered by the estate's labels where Grafana Cloud tells of itself", () => {
    expect(
      queryText(asked(usage(promql("grafanacloud_org_total_overage").sum()), { environment: true }), "dashboard"),
    ).toBe("sum(grafanacloud_org_total_overage)");
  });

  it("looks at any value of a dimension in CloudWatch, and leaves fixed ones alone", () => {
    const metric = {
      namespace: "AWS/Lambda",
      statistic: "Sum",
      dimensions: { FunctionName: chosen("f"), Resource: "x" },
    } as const;
    expect(
      asked(
        cloudWatchMath("100 * a / b", { a: { ...metric, metric: "Errors" }, b: { ...metric, metric: "Invocations" } }),
      ),
    ).toMatchObject({
      metrics: {
        a: { dimensions: { FunctionName: "*", Resource: "x" } },
        b: { dimensions: { FunctionName: "*", Resource: "x" } },
      },
    });
  });

  it("finds all documents and all rows", () => {
    const found = documents({
      where: { "cloud.account.uid": chosen("account") },
      also: "severity_id:5",
      measure: { count: true },
    });
    expect(queryText(asked(found), "dashboard")).toBe("(severity_id:5)");
    const sql = `SELECT count(*) FROM t WHERE ${chosenInSql("accountid", "account")} AND severity_id >= 5 AND ${chosenInSql("region", "region")}`;
    expect(queryText(asked(athena(sql)), "dashboard")).toBe(
      "SELECT count(*) FROM t WHERE true AND severity_id >= 5 AND true",
    );
  });

  it("refuses what it cannot take a choice out of", () => {
    expect(() => whole({ ...errorLines, query: loki(logs({ service: true })) })).toThrow(
      'Signal "error-lines" is asked in logql, out of which no choice can be taken.',
    );
  });
});
