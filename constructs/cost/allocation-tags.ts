/** Activates the team and service tags for cost allocation: without it no export carries them. */
import { CeCostAllocationTag } from "@cdktf/provider-aws/lib/ce-cost-allocation-tag";
import { Construct } from "constructs";
import type { CostPlace } from "./place";

export class AllocationTags extends Construct {
  constructor(scope: Construct, id: string, place: CostPlace) {
    super(scope, id);
    const { teamTag, serviceTag } = place.cost;
    const tags = { team: teamTag, service: serviceTag };
    for (const [role, tagKey] of Object.entries(tags)) {
      new CeCostAllocationTag(this, role, { provider: place.billing, tagKey, status: "Active" });
    }
  }
}
