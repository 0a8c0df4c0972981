import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { record } from "../support/report";
import { FailingApi, type Fate } from "./support/failing-api";
import { FaultyRun, service, type Attempt } from "./support/faulty-run";
import { LOAD_BALANCER_ADDRESS, SITE_CIDR } from "./support/small-platform";
import { until } from "../support/until";
import { Verdict } from "../support/verdict";

const identified = z.looseObject({ id: z.string() });
const port = identified.extend({ device_id: z.string(), device_owner: z.string() });
const endpointGroup = identified.extend({ endpoints: z.array(z.string()) });

/** Each leads out as docs/operations.md says under "When an apply fails". */
describe("when an apply is disturbed", () => {
  let run: FaultyRun;

  /** A fault in a project of its own, which must be empty in the end. */
  function fault(name: string, work: () => Promise<void>): void {
    const verdict = new Verdict();
    const disturbed = verdict.always(async () => {
      run = await FaultyRun.start("fault");
      try {
        await work();
        expect(await run.isSettled()).toBe(true);
        expect(await run.destroy()).toEqual([]);
      } finally {
        await run.stop();
      }
    });
    it(`${name}, the documented step leads out`, async () => {
      const start = performance.now();
      try {
        await disturbed();
      } finally {
        record({
          stack: `fault: ${name}`,
          applySeconds: (performance.now() - start) / 1000,
          providers: { openstack: "real" },
          verdict: verdict.text,
        });
      }
    });
  }

  fault("Terraform is killed while a machine starts", async () => {
    run.synthesize({ machines: 1 });
    expect(await run.apply()).toEqual(success());
    run.synthesize({ machines: 2 });
    const kill = new AbortController();
    const applied = run.apply(kill.signal).catch(() => undefined);
    // The machine is known to the cloud, and Terraform still waits for it.
    await until(async () => (await portsOfMachines()).length === 2);
    kill.abort();
    await applied;

    const next = await run.apply();
    expect(next).toEqual(failure("is still in use"));
    const orphans = await Promise.all(portsNamedIn(next.said).map(machineOn));
    expect(orphans.length).toBeGreaterThan(0);
    for (const machine of orphans) await run.project.api.call("compute", "DELETE", `/servers/${machine}`);
    await until(async () => (await servers()).every(({ id }) => !orphans.includes(id)));

    expect(await run.apply()).toEqual(success());
  });

  fault("a service is away for 20 seconds", async () => {
    run.synthesize({ loadBalancer: true });
    const applied = run.apply();
    await until(async () => (await loadBalancers()).length > 0);
    await service("stop", "octavia");
    await sleep(20_000);
    await service("start", "octavia");
    expect(await applied).toEqual(failure("connection refused"));

    const next = await run.apply();
    expect(next).toEqual(failure("Instance cannot be destroyed"));
    const [, address = ""] = /Resource (openstack_lb_loadbalancer_v2\.\S+) has/.exec(next.said) ?? [];
    await run.terraform("untaint", address);

    expect(await run.apply()).toEqual(success());
  });

  fault("a quota is exceeded", async () => {
    run.synthesize({});
    // The project's own default group and the rules that Neutron gives a new group count as well.
    await allowRules(7);
    expect(await run.apply()).toEqual(failure("Quota exceeded for resources: ['security_group_rule']"));

    await allowRules(-1);
    expect(await run.apply()).toEqual(success());
  });

  fault("an API answers 500", async () => {
    const fates: Fate[] = ["refuse", "lose"];
    const api = await FailingApi.start(run.project.administrator, "network", ({ method, url }) =>
      method === "POST" && url === "/v2.0/security-group-rules" ? (fates.shift() ?? "forward") : "forward",
    );
    try {
      run.synthesize({});
      expect(await run.apply()).toEqual(failure("Internal Server Error"));
    } finally {
      await api.stop();
    }

    const next = await run.apply();
    expect(next).toEqual(failure("Security group rule already exists"));
    const [, id = ""] = /Rule id is (\S+?)\.?"/.exec(next.said) ?? [];
    const [, address = ""] = /with (openstack_networking_secgroup_rule_v2\.[^,]+),/.exec(next.said) ?? [];
    await run.terraform("import", address, id);

    expect(await run.apply()).toEqual(success());
  });

  fault("an address is taken", async () => {
    run.synthesize({});
    expect(await run.apply()).toEqual(success());
    await takeAddress(LOAD_BALANCER_ADDRESS);
    run.synthesize({ loadBalancer: true });
    expect(await run.apply()).toEqual(failure("Error creating neutron port"));

    for (const { id } of await portsAt(LOAD_BALANCER_ADDRESS)) {
      await run.project.api.call("network", "DELETE", `/ports/${id}`);
    }
    expect(await run.apply()).toEqual(success());
  });

  fault("a site's block is in use at the cloud", async () => {
    const made = await run.project.api.call("network", "POST", "/vpn/endpoint-groups", {
      endpoint_group: { name: "made by hand", type: "cidr", endpoints: [SITE_CIDR] },
    });
    const { id: byHand } = z.object({ endpoint_group: identified }).parse(made).endpoint_group;
    run.synthesize({ site: true });
    // The cloud says nothing: only whoever looks finds the block twice.
    expect(await run.apply()).toEqual(success());
    expect(await run.isSettled()).toBe(true);
    expect(await groupsWith(SITE_CIDR)).toHaveLength(2);

    await run.project.api.call("network", "DELETE", `/vpn/endpoint-groups/${byHand}`);
    expect(await groupsWith(SITE_CIDR)).toHaveLength(1);
  });

  function servers() {
    return run.project.api.list("compute", "/servers", "servers", identified);
  }

  async function portsOfMachines() {
    const ports = await run.project.api.list("network", "/ports", "ports", port);
    return ports.filter(({ device_owner: owner }) => owner.startsWith("compute:"));
  }

  function loadBalancers() {
    return run.project.api.list("load-balancer", "/lbaas/loadbalancers", "loadbalancers", identified);
  }

  async function machineOn(id: string): Promise<string> {
    const answer = await run.project.api.call("network", "GET", `/ports/${id}`);
    return z.object({ port }).parse(answer).port.device_id;
  }

  async function allowRules(count: number): Promise<void> {
    const { administrator, api } = run.project;
    await administrator.call("network", "PUT", `/quotas/${api.projectId}`, { quota: { security_group_rule: count } });
  }

  async function takeAddress(address: string): Promise<void> {
    const subnets = await run.project.api.list(
      "network",
      "/subnets?name=small-exchange-load-balancer-a",
      "subnets",
      identified.extend({ network_id: z.string() }),
    );
    for (const { id, network_id: network } of subnets) {
      await run.project.api.call("network", "POST", "/ports", {
        port: { network_id: network, fixed_ips: [{ subnet_id: id, ip_address: address }] },
      });
    }
  }

  function portsAt(address: string) {
    return run.project.api.list("network", `/ports?fixed_ips=ip_address%3D${address}`, "ports", identified);
  }

  async function groupsWith(cidr: string) {
    const groups = await run.project.api.list("network", "/vpn/endpoint-groups", "endpoint_groups", endpointGroup);
    return groups.filter(({ endpoints }) => endpoints.includes(cidr));
  }
});

/** Terraform says nothing on the stream for errors; what it says there is why the apply has failed. */
function success(): Attempt {
  return { succeeded: true, said: "" };
}

function failure(text: string): Attempt {
  return { succeeded: false, said: expect.stringContaining(text) as string };
}

/** The ids in messages such as `Port 3f… is still in use.` */
function portsNamedIn(text: string): string[] {
  return [...text.matchAll(/Port (?<id>[0-9a-f-]{36}) is still in use/g)].flatMap(({ groups }) => groups?.id ?? []);
}
