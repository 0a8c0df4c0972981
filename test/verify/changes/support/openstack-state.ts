import { createHash } from "node:crypto";
import { z } from "zod";

type Attributes = Readonly<Record<string, unknown>>;

const stateFile = z.looseObject({
  resources: z.array(
    z.looseObject({
      type: z.string(),
      instances: z.array(z.looseObject({ attributes: z.record(z.string(), z.unknown()) })),
    }),
  ),
});

const ADMINISTERED = { admin_state_up: true };

/**
 * Defaults that OpenStack 3.4.0 sets in code. Its schema, from which the simulation works, does not have them, and a state that
 * the real provider wrote always does.
 */
const DEFAULTS: Readonly<Record<string, Attributes>> = {
  openstack_compute_instance_v2: { force_delete: false, power_state: "active", stop_before_destroy: false },
  openstack_lb_listener_v2: ADMINISTERED,
  openstack_lb_loadbalancer_v2: ADMINISTERED,
  openstack_lb_member_v2: ADMINISTERED,
  openstack_lb_monitor_v2: ADMINISTERED,
  openstack_lb_pool_v2: ADMINISTERED,
  openstack_networking_subnet_v2: { enable_dhcp: true, no_gateway: false },
  openstack_vpnaas_ike_policy_v2: { phase1_negotiation_mode: "main" },
  openstack_vpnaas_service_v2: ADMINISTERED,
  openstack_vpnaas_site_connection_v2: ADMINISTERED,
};

/** The same in the blocks of a machine, in which the provider writes what is empty instead of nothing. */
const BLOCK_DEFAULTS: Readonly<Record<string, Attributes>> = {
  block_device: { multiattach: false, device_type: "", disk_bus: "", guest_format: "", volume_type: "" },
  network: { access_network: false },
  scheduler_hints: {
    additional_properties: {},
    build_near_host_ip: "",
    different_cell: [],
    different_host: [],
    query: [],
    same_host: [],
    target_cell: "",
  },
};

const blocks = z.array(z.record(z.string(), z.unknown()));

/** A state that the simulation wrote, as the real provider would have written it. */
export function asOpenstackWrites(state: string): string {
  const parsed = stateFile.parse(JSON.parse(state));
  const resources = parsed.resources.map(({ instances, ...resource }) => ({
    ...resource,
    instances: instances.map((instance) => ({
      ...instance,
      attributes: completed(resource.type, instance.attributes),
    })),
  }));
  return JSON.stringify({ ...parsed, resources });
}

function completed(type: string, attributes: Attributes): Attributes {
  const filled = withDefaults(attributes, DEFAULTS[type] ?? {});
  return type === "openstack_compute_instance_v2" ? machine(filled) : filled;
}

function machine(attributes: Attributes): Attributes {
  const { user_data: userData } = attributes;
  return {
    ...attributes,
    ...Object.fromEntries(
      Object.entries(BLOCK_DEFAULTS).map(([name, defaults]) => [
        name,
        blocks.parse(attributes[name] ?? []).map((block) => withDefaults(block, defaults)),
      ]),
    ),
    // The provider keeps a document's hash in the state.
    ...(typeof userData === "string" && { user_data: createHash("sha1").update(userData).digest("hex") }),
  };
}

function withDefaults(attributes: Attributes, defaults: Attributes): Attributes {
  const missing = Object.entries(defaults).filter(
    ([name]) => attributes[name] === null || attributes[name] === undefined,
  );
  return { ...attributes, ...Object.fromEntries(missing) };
}
