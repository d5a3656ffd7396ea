/** PrivateLink endpoints: one per account and kind of telemetry, closed but for those who send. */
import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import type { EstateConfig, EstateInput } from "../../../config/estate";
import { PRIVATE_SIGNALS } from "../../../config/sections/grafana-private";
import { Accounts } from "../../../constructs/core/accounts";
import { createPlatform } from "../../../constructs/platform";
import { amazonManagedExample, minimal, minimalExample, showcase } from "../../support/fixtures";
import { synth, synthEstate } from "../../support/synth";
import { addresses, outputs, resource, resources } from "../../support/template";

const { estate, contributions } = synthEstate(showcase());
const LINK = "platform_private_link_production";

type Link = NonNullable<EstateInput["grafana"]["privateLink"]>;

/** Two accounts with a network each, on a stack whose region is known. */
function twoAccounts(privateLink: Partial<Link> = {}): EstateConfig {
  const account = (id: string, subnet: string) => ({
    id,
    region: "eu-west-1",
    network: { "us-east-2": { existing: { vpcId: `vpc-${subnet}`, privateSubnetIds: [`subnet-${subnet}`] } } },
  });
  return minimal({
    accounts: { main: account("111122223333", "0a1b2c3d"), shop: account("444455556666", "1a2b3c4d") },
    grafana: {
      owner: "everyone",
      stack: { create: { slug: "smallco", region: "prod-us-east-0" } },
      privateLink: { accounts: ["main", "shop"], ...privateLink },
    },
  });
}

describe("the PrivateLink of estate.yaml", () => {
  it("is an endpoint for each signal, two groups, and two rules", () => {
    expect(addresses(estate).filter((address) => address.includes(".platform_private_link"))).toEqual([
      `aws_security_group.${LINK}_receivers`,
      `aws_security_group.${LINK}_shippers`,
      `aws_vpc_endpoint.${LINK}_logs`,
      `aws_vpc_endpoint.${LINK}_metrics`,
      `aws_vpc_endpoint.${LINK}_otlp`,
      `aws_vpc_endpoint.${LINK}_traces`,
      `aws_vpc_security_group_egress_rule.${LINK}_shippers_receivers`,
      `aws_vpc_security_group_ingress_rule.${LINK}_receivers_shippers`,
    ]);
  });

  it("takes what the stack tells of itself, with the private name in the VPC's DNS", () => {
    expect(resource(estate, `aws_vpc_endpoint.${LINK}_metrics`)).toEqual({
      provider: "aws.production",
      region: "eu-central-1",
      vpc_id: "vpc-0a1b2c3d4e5f60718",
      vpc_endpoint_type: "Interface",
      service_name: "${grafana_cloud_stack.platform_stack.prometheus_private_connectivity_info_service_name}",
      private_dns_enabled: true,
      subnet_ids: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
      security_group_ids: [`\${aws_security_group.${LINK}_receivers.id}`],
      tags: { Name: "acme-grafana-metrics", domain: "platform" },
    });
  });

  it("tells which zones count before the first apply", () => {
    expect(contributions[0]?.prerequisites.map(({ id }) => id)).toContain("private-link-zones");
  });

  it("is absent without the section, and on Amazon's platform", () => {
    for (const config of [minimalExample(), amazonManagedExample()])
      expect(resources(synthEstate(config).estate, "aws_vpc_endpoint")).toEqual({});
  });
});

describe("an endpoint", () => {
  it("lets in the shippers of the estate, and the ranges that are named", () => {
    const made = synthEstate(twoAccounts({ accounts: ["main"], sources: ["10.0.0.0/8"] })).estate;
    const rules = Object.values(resources(made, "aws_vpc_security_group_ingress_rule"));
    expect(
      rules.map(({ from_port, to_port, cidr_ipv4, referenced_security_group_id: group }) => [
        from_port,
        to_port,
        cidr_ipv4 ?? group,
      ]),
    ).toEqual([
      [443, 443, "${aws_security_group.platform_private_link_main_shippers.id}"],
      [443, 443, "10.0.0.0/8"],
    ]);
  });

  it("stands in each account, in the region of AWS that belongs to the stack's", () => {
    const endpoints = Object.entries(resources(synthEstate(twoAccounts()).estate, "aws_vpc_endpoint"));
    expect(endpoints.map(([name, { provider, region, vpc_id: vpc }]) => [name, provider, region, vpc])).toEqual(
      ["main", "shop"].flatMap((account) =>
        ["logs", "metrics", "traces"].map((signal) => [
          `platform_private_link_${account}_${signal}`,
          `aws.${account}`,
          "us-east-2",
          account === "main" ? "vpc-0a1b2c3d" : "vpc-1a2b3c4d",
        ]),
      ),
    );
  });

  it("exists for every kind of telemetry, each with a service of its own", () => {
    const made = synthEstate(twoAccounts({ accounts: ["main"], signals: [...PRIVATE_SIGNALS] })).estate;
    const services = Object.values(resources(made, "aws_vpc_endpoint")).map(({ service_name: name }) =>
      String(name)
        .replace("${grafana_cloud_stack.platform_stack.", "")
        .replace("_private_connectivity_info_service_name}", ""),
    );
    expect(services).toEqual(["fleet_management", "logs", "prometheus", "otlp", "profiles", "traces"]);
  });
});

describe("what a shipper is told", () => {
  const told = (config: EstateConfig, account: string, signal: (typeof PRIVATE_SIGNALS)[number]): unknown => {
    const made = synth((stack) => {
      const value = createPlatform(stack, config, new Accounts(stack, config)).privateEndpoint(account, signal);
      if (value !== undefined) new TerraformOutput(stack, "told", { value });
    }, config);
    return outputs(made)["told"]?.value;
  };

  it("is host, region and the group to join", () => {
    expect(told(twoAccounts(), "shop", "logs")).toEqual({
      host: "${grafana_cloud_stack.platform_stack.logs_private_connectivity_info_private_dns}",
      region: "us-east-2",
      securityGroupId: "${aws_security_group.platform_private_link_shop_shippers.id}",
    });
  });

  it("is nothing where no endpoint is", () => {
    expect(told(twoAccounts(), "shop", "otlp")).toBeUndefined();
    expect(told(twoAccounts({ accounts: ["main"] }), "shop", "logs")).toBeUndefined();
    expect(told(amazonManagedExample(), "monitoring", "logs")).toBeUndefined();
  });
});
