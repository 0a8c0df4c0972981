import type { TerraformStack } from "cdktf";
import { Exchange, type ExchangeProps } from "../../../src/constructs/exchange/exchange";
import { Cidr, Port } from "../../../src/environment/values";
import { newCloud, newStack, outside, Synthesized } from "../../clouds/ctyun/support";

const cidr = Cidr.parse("10.34.0.0/16");
const balancers = cidr.subnet(24, 0);

const listener = (id: string, port: number) => ({
  id,
  port,
  mode: "passthrough" as const,
  serverName: `${id}.health.example`,
  sourceCidrs: [balancers],
  servers: [{ name: "tianyi", address: cidr.host(40), port: 443 }],
});

/** The exchange of one cloud with two listeners, whose clients are medical workers. */
function exchangeIn(stack: TerraformStack, props: Partial<ExchangeProps> = {}): Exchange {
  const { cloud = newCloud() } = props;
  const network = cloud.createNetwork(stack, "exchange", {
    name: "prod-exchange",
    zone: "exchange",
    cidr,
    subnets: [
      { role: "load-balancer", availabilityZone: "a", cidr: balancers },
      { role: "exchange-proxy", availabilityZone: "a", cidr: cidr.subnet(24, 4) },
      { role: "exchange-proxy", availabilityZone: "b", cidr: cidr.subnet(24, 5) },
    ],
  });
  const exchange = new Exchange(stack, "proxies", {
    cloud,
    name: "prod-exchange",
    network,
    securityGroup: cloud.createSecurityGroup(stack, "proxy", { name: "prod-proxy", network, role: "exchange-proxy" }),
    address: cidr.host(20),
    availabilityZone: "a",
    listeners: [listener("card-to-index", 9001), listener("booking-to-pool", 9002)],
    machines: 2,
    generations: [{ generation: 1, name: "prod-exchange-proxy-g1" }],
    flavor: "4a53f2ee-9714-4a7e-82e1-f0a3ee0b8304",
    diskGiB: 40,
    ...props,
  });
  const clients = outside("workers", { a: "10.34.99.0/24" });
  for (const { port } of props.listeners ?? [{ port: 9001 }, { port: 9002 }]) {
    clients.connections.allowTo(exchange, Port.tcp(port), "flow card-to-index");
  }
  return exchange;
}

function synthesized(props: Partial<ExchangeProps> = {}): Synthesized {
  const stack = newStack();
  exchangeIn(stack, props);
  return new Synthesized(stack);
}

describe("the exchange", () => {
  it("has one listener for each declared flow, and nothing else", () => {
    const output = synthesized();
    const listeners = output.ids("elb_listener").map((id) => output.resource("elb_listener", id));
    expect(listeners.map(({ protocol, protocol_port }) => [protocol, protocol_port])).toEqual([
      ["TCP", 9002],
      ["TCP", 9001],
    ]);
  });

  it("stands at its pinned address, without a public one", () => {
    expect(synthesized().resource("elb_loadbalancer", "proxies_load-balancer")).toMatchObject({
      private_ip_address: "10.34.0.20",
      resource_type: "internal",
    });
  });

  it("asks the proxies for their health, and not the services behind them", () => {
    expect(
      synthesized().resource("elb_health_check", "proxies_load-balancer_health-check-card-to-index"),
    ).toMatchObject({
      protocol: "HTTP",
      protocol_port: 8404,
      http_url_path: "/healthz",
    });
  });

  it("spreads its proxies over availability zones and hosts", () => {
    const output = synthesized();
    expect(output.ids("ecs")).toEqual(["proxies_proxies-g1_machine-001", "proxies_proxies-g1_machine-002"]);
    expect(output.ids("ecs").map((id) => output.resource("ecs", id).az_name)).toEqual([
      "cn-hb-wh41-hbwh1A-public-ctcloud",
      "cn-hb-wh41-hbwh1B-public-ctcloud",
    ]);
    expect(output.resource("ecs_affinity_group", "proxies_proxies-g1_affinity-group").affinity_group_policy).toBe(
      "soft-anti-affinity",
    );
  });

  it("asks the cloud for new proxies when its listeners change: they hold no data", () => {
    const cloud = newCloud();
    const createMachines = jest.spyOn(cloud, "createMachines");
    exchangeIn(newStack(), { cloud });
    expect(
      createMachines.mock.calls.map(([, id, { replaceOnChange, protect }]) => ({ id, replaceOnChange, protect })),
    ).toEqual([{ id: "proxies-g1", replaceOnChange: true, protect: undefined }]);
  });

  it("replaces proxies of the present generation alone when a flow changes", () => {
    const output = synthesized({
      generations: [1, 2].map((generation) => ({ generation, name: `prod-exchange-proxy-g${generation}` })),
    });
    const lifecycle = (generation: number) =>
      output.resource("ecs", `proxies_proxies-g${generation}_machine-001`).lifecycle;
    expect(lifecycle(1)).toMatchObject({ ignore_changes: ["user_data", "image_id"] });
    expect(lifecycle(2)).toMatchObject({ ignore_changes: ["image_id"], create_before_destroy: true });
  });

  it("sends to the proxies of both generations while one retires", () => {
    const output = synthesized({
      listeners: [listener("card-to-index", 9001)],
      generations: [1, 2].map((generation) => ({ generation, name: `prod-exchange-proxy-g${generation}` })),
    });
    expect(output.ids("elb_target")).toEqual(
      ["g1-001", "g1-002", "g2-001", "g2-002"].map(
        (proxy) => `proxies_load-balancer_target-card-to-index-proxies-${proxy}`,
      ),
    );
  });

  it("refuses to be single", () => {
    expect(() => exchangeIn(newStack(), { machines: 1 })).toThrow(
      "exchange prod-exchange: got 1 machines, expected at least 2: nothing may be single",
    );
  });

  it("admits nobody whom no flow names", () => {
    const output = synthesized();
    expect(output.resource("elb_acl", "proxies_load-balancer_access-list-card-to-index")).toMatchObject({
      source_ips: ["10.34.99.0/24"],
      description: "flow card-to-index",
    });
  });
});
