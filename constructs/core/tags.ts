/** The tag that says which domain made a resource, on everything below a construct that takes tags. */
import { Aspects, type IAspect } from "cdktf";
import type { IConstruct } from "constructs";

interface Taggable extends IConstruct {
  tags: Record<string, string>;
  readonly tagsInput?: Record<string, string>;
}

function isTaggable(node: IConstruct): node is Taggable {
  return "tagsInput" in node && "tags" in node && "terraformResourceType" in node;
}

class DomainTag implements IAspect {
  constructor(private readonly domain: string) {}

  visit(node: IConstruct): void {
    if (isTaggable(node)) node.tags = { ...node.tagsInput, domain: this.domain };
  }
}

/** Tags everything below `scope` with its domain; account-wide tags come from the provider. */
export function tagDomain(scope: IConstruct, domain: string): void {
  Aspects.of(scope).add(new DomainTag(domain));
}
