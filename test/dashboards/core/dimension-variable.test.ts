import { describe, expect, it } from "vitest";
import { dashboard } from "../../../dashboards/core/dashboard";
import { dimensionVariable, onlyThis } from "../../../dashboards/core/dimension-variable";
import { drillDownUrl } from "../../../dashboards/core/drill-down";
import { row } from "../../../dashboards/core/grid";
import { timeSeries } from "../../../dashboards/core/panels";
import { chosen, cloudWatch } from "../../../dashboards/core/query";
import { estateVariables } from "../../../dashboards/core/variables";
import { lambdaErrors, scope } from "./support";

describe("a variable for a dimension of CloudWatch", () => {
  it("begins with what CloudWatch reads as every value, and is called as the dimension", () => {
    expect(dimensionVariable("QueueName", "Queue", "Queue that graphs are about.")).toMatchObject({
      name: "QueueName",
      type: "textbox",
      label: "Queue",
      description: "Queue that graphs are about. One name, or * for all; a click on a series offers its own.",
      query: "*",
      current: { text: "*", value: "*" },
    });
  });

  it("is what the link of a series fills in, with account and region kept", () => {
    expect(drillDownUrl(onlyThis("queues", "QueueName"))).toBe(
      "/d/queues?var-QueueName=${__field.labels.QueueName}&${cloudwatch:queryparam}&${cloudwatch_region:queryparam}&${__url_time_range}",
    );
  });

  it("is asked for by its own name", () => {
    const of = scope();
    const metric = { namespace: "AWS/SQS", metric: "NumberOfMessagesSent", statistic: "Sum" } as const;
    const { model } = dashboard({
      uid: "one",
      title: "One",
      description: "One panel.",
      folder: "Tests",
      tags: [],
      file: "test",
      from: "now-1h",
      sources: of.sources,
      variables: [...estateVariables(of, ["cloudwatch_region"]), dimensionVariable("QueueName", "Queue", "Queue.")],
      rows: [
        row("Row", [
          timeSeries({
            ...lambdaErrors,
            query: cloudWatch({ ...metric, dimensions: { QueueName: chosen("QueueName") } }),
          }),
        ]),
      ],
    });
    expect(JSON.stringify(model)).toContain('"dimensions":{"QueueName":"$QueueName"}');
    expect((model.templating.list ?? []).map(({ name }) => name)).toEqual([
      "cloudwatch",
      "cloudwatch_region",
      "QueueName",
    ]);
  });
});
