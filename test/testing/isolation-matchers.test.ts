import { Testing, type App } from "cdktf";
import { EnvironmentStacks } from "../../src/stacks/environment-stacks";
import { NetworkingSecgroupRuleV2 } from "../../src/bindings/openstack/networking-secgroup-rule-v2";
import { isolationMatchers } from "../../src/testing";
import { environmentNamed, synthesizeNamed, type SynthesizedFolder } from "../app/support/synthesized";

expect.extend(isolationMatchers);

function dev(): App {
  const app = Testing.app();
  new EnvironmentStacks(app, environmentNamed("dev"));
  return app;
}

/** The dev environment with a rule by which workers of the internet zone may send anything anywhere. */
function opened(): App {
  const app = dev();
  const rules = app.node.findAll().filter((node) => node instanceof NetworkingSecgroupRuleV2);
  for (const rule of rules) {
    if (!rule.friendlyUniqueId.startsWith("internet-worker_egress-tcp-9003-")) continue;
    rule.remoteIpPrefix = "0.0.0.0/0";
  }
  return app;
}

describe("toIsolate", () => {
  let app: App;
  beforeAll(() => {
    app = dev();
  }, 60_000);

  it("passes for zones that meet in the exchange alone", () => {
    expect(app).toIsolate("internet", "medical");
  });

  it("fails for zones that do not, with each way and its witness", () => {
    expect(() => {
      expect(app).toIsolate("internet", "exchange");
    }).toThrow(
      /^expected nothing to pass between internet and exchange but through the exchange\npasses\n {2}.* reaches .*\n {4}environments\/dev\.yaml:\d+:\d+ {2}dev-\S+ \S+: /,
    );
    expect(app).not.toIsolate("internet", "exchange");
  });

  it("names the zones that there are", () => {
    expect(() => {
      expect(app).toIsolate("internet", "medicla");
    }).toThrow('got zone "medicla", expected one of exchange, internet, management, medical');
  });

  it("wants an app or a folder", () => {
    expect(() => isolationMatchers.toIsolate("cdktf.out", "internet", "medical")).toThrow(
      "toIsolate: expected an App, or { environment, outdir } of one that was synthesized",
    );
  });
});

describe("toReach", () => {
  it("passes for what is open, and shows what opens it", () => {
    const app = opened();
    expect(app).toReach("internet/worker", "198.51.100.7", "tcp/9003");
    expect(() => {
      expect(app).not.toReach("internet/worker", "198.51.100.7", "tcp/9003");
    }).toThrow(
      /^expected internet\/worker not to reach 198\.51\.100\.7 on tcp\/9003\npasses\n[^]*: allows egress of tcp\/9003\n/,
    );
  });

  it("fails for what is not, and shows the hop that stops it", () => {
    expect(() => {
      expect(dev()).toReach("internet/worker", "medical/worker", "tcp/443");
    }).toThrow(
      /^expected internet\/worker to reach medical\/worker on tcp\/443\nstopped\n {2}.*no egress rule of its security groups allows it/,
    );
  });
});

describe("an environment that was synthesized", () => {
  let output: SynthesizedFolder;
  beforeAll(() => {
    output = synthesizeNamed(["dev"]);
  }, 60_000);
  afterAll(() => {
    output.remove();
  });

  it("is read from its folder", () => {
    const folder = { environment: "dev", outdir: output.folder };
    expect(folder).toIsolate("internet", "medical");
    expect(folder).toReach("internet/worker", "load-balancer/exchange", "tcp/9003");
  });
});
