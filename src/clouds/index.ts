import type { CloudSpecification } from "../environment/schema/clouds";
import type { ICloud } from "../constructs/cloud";
import { CtyunCloud } from "./ctyun";
import { OpenstackCloud } from "./openstack";

/** The cloud that a specification describes, behind the contract that all clouds fulfil. */
export function createCloud(id: string, specification: CloudSpecification): ICloud {
  switch (specification.provider) {
    case "openstack":
      return new OpenstackCloud(id, specification);
    case "ctyun":
      return new CtyunCloud(id, specification);
  }
}
