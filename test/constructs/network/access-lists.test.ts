import { Testing } from "cdktf";
import { Construct } from "constructs";
import { AccessLists } from "../../../src/constructs/network/access-lists";
import { reasonsOf } from "../../../src/constructs/provenance";
import { Cidr, Port } from "../../../src/environment/values";

function ruleFrom(cidr: string, why: string, port = Port.tcp(443)) {
  const peer = { id: "site", blocks: [{ key: "all", cidr: Cidr.parse(cidr) }] };
  return { direction: "ingress", port, peer, why } as const;
}

function newAccessLists() {
  const listener = new Construct(Testing.app(), "listener");
  const accessLists = new AccessLists("prod-medical-ingress");
  accessLists.add({ id: "https", port: 443, targetPort: 30443, targets: [] }, listener);
  return { accessLists, listener };
}

describe("the access lists of a load balancer", () => {
  it("admit each block once, in the order of asking", () => {
    const { accessLists } = newAccessLists();

    expect(accessLists.admit(ruleFrom("10.80.0.0/12", "flow booking"))).toEqual(["10.80.0.0/12"]);
    accessLists.admit(ruleFrom("10.64.0.0/12", "flow referral"));
    accessLists.admit(ruleFrom("10.80.0.0/12", "flow referral"));

    expect(accessLists.blocksAt(443)).toEqual(["10.80.0.0/12", "10.64.0.0/12"]);
  });

  it("note why each was asked for", () => {
    const { accessLists, listener } = newAccessLists();
    accessLists.admit(ruleFrom("10.80.0.0/12", "flow booking"));
    accessLists.admit(ruleFrom("10.80.0.0/12", "flow referral"));

    expect(reasonsOf(listener)).toEqual(["flow booking", "flow referral"]);
  });

  it.each([Port.tcp(80), Port.udp(443), Port.tcpRange(443, 444)])("take no rule for %s", (port) => {
    const { accessLists } = newAccessLists();
    expect(() => accessLists.admit(ruleFrom("10.80.0.0/12", "flow booking", port))).toThrow(
      `load balancer prod-medical-ingress: got a rule for ${port.toString()}, expected a listener's port: tcp/443`,
    );
  });

  it("are at fault while one of them is empty", () => {
    const { accessLists } = newAccessLists();
    expect(accessLists.faults()).toEqual([
      "load balancer prod-medical-ingress: listener https on tcp/443 admits nobody, which no cloud can express: allow a peer to it or remove it",
    ]);

    accessLists.admit(ruleFrom("10.80.0.0/12", "flow booking"));

    expect(accessLists.faults()).toEqual([]);
  });
});
