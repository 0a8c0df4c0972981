import { App, TerraformStack } from "cdktf";
import { Cidr, createCloud, environmentSchema, Port } from "cdktf-health-cloud";

const zone = (cidr: string) => ({ cidr, subnets: [{ role: "bastion", slots: { a: 0 } }] });
const common = {
  availabilityZones: [{ id: "a", name: "az1" }],
  machineImage: "5d16e587-eb18-49d9-8624-168a2452dd43",
  zones: {
    medical: zone("10.1.0.0/16"),
    internet: zone("10.2.0.0/16"),
    exchange: zone("10.3.0.0/16"),
    management: zone("10.4.0.0/16"),
  },
  exchange: { flavor: "small", address: 20 },
  management: { flavor: "small", operators: ["10.250.0.0/24"], authorizedKeys: ["ssh-ed25519 AAAA"] },
  gateways: { flavor: "small" },
};
const authUrl = "https://identity.chutian.example:5000/v3";
const externalNetwork = { id: "75de3d74-9824-4415-8f16-b2fbc54fbbbf", name: "external" };
const clouds = environmentSchema.shape.clouds.parse({
  chutian: { ...common, provider: "openstack", title: "Chutian", region: "wuhan", authUrl, externalNetwork },
  tianyi: { ...common, provider: "ctyun", title: "Tianyi", region: "200000001781", nameServers: ["100.95.0.1"] },
});

const app = new App();
const stack = new TerraformStack(app, "two-clouds");
for (const [id, specification] of Object.entries(clouds)) {
  const cloud = createCloud(id, specification);
  cloud.addProvider(stack);
  const cidr = Cidr.parse("10.4.0.0/16");
  const subnets = (["bastion", "runner"] as const).map((role, slot) => ({
    role,
    availabilityZone: "a",
    cidr: cidr.subnet(24, slot),
  }));
  const network = cloud.createNetwork(stack, `${id}-management`, {
    name: "management",
    zone: "management",
    cidr,
    subnets,
  });
  const bastion = cloud.createSecurityGroup(stack, `${id}-bastion`, { name: "bastion", network, role: "bastion" });
  const runner = cloud.createSecurityGroup(stack, `${id}-runner`, { name: "runner", network, role: "runner" });
  bastion.connections.allowTo(runner, Port.tcp(22), "flow administrators");
}
app.synth();
