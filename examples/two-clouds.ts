import { App, TerraformStack } from "cdktf";
import { Cidr, CtyunCloud, Ipv4Address, OpenstackCloud, Port, type NetworkProps } from "cdktf-health-cloud";

const common = { availabilityZones: [{ id: "a", name: "az1" }], machineImage: "5d16e587-eb18-49d9-8624-168a2452dd43" };
const authUrl = "https://identity.chutian.example:5000/v3";
const externalNetwork = { id: "75de3d74-9824-4415-8f16-b2fbc54fbbbf", name: "external" };
const nameServers = [Ipv4Address.parse("100.95.0.1")];
const chutian = new OpenstackCloud("chutian", { ...common, region: "wuhan", authUrl, externalNetwork });
const tianyi = new CtyunCloud("tianyi", { ...common, region: "200000001781", nameServers });

const cidr = Cidr.parse("10.4.0.0/16");
const subnets = (["bastion", "runner"] as const).map((role, slot) => {
  return { role, availabilityZone: "a", cidr: cidr.subnet(24, slot) };
});
const management: NetworkProps = { name: "management", zone: "management", cidr, subnets };

const app = new App();
const stack = new TerraformStack(app, "two-clouds");
for (const cloud of [chutian, tianyi]) {
  cloud.addProvider(stack);
  const network = cloud.createNetwork(stack, `${cloud.id}-management`, management);
  const bastion = cloud.createSecurityGroup(stack, `${cloud.id}-bastion`, {
    name: "bastion",
    network,
    role: "bastion",
  });
  const runner = cloud.createSecurityGroup(stack, `${cloud.id}-runner`, { name: "runner", network, role: "runner" });
  bastion.connections.allowTo(runner, Port.tcp(22), "flow administrators");
}
app.synth();
