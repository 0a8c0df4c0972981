import { rke2AgentUserData } from "../../../src/constructs/cloud-init";
import { Ipv4Address } from "../../../src/environment/values";
import { fileIn, parseDocument } from "./support/document";

describe("a node with external endpoints behind the exchange", () => {
  const document = parseDocument(
    rke2AgentUserData({
      nodeName: "prod-medical-worker-001",
      version: "v1.36.3+rke2r1",
      apiAddress: Ipv4Address.parse("10.16.0.10"),
      agentToken: `K10${"ab".repeat(32)}::node:${"a".repeat(48)}`,
      exchangeRedirects: [
        {
          host: "login.health.example",
          port: 443,
          exchangeAddress: Ipv4Address.parse("10.18.0.20"),
          exchangePort: 9202,
        },
      ],
    }),
  );

  it("finds the endpoint's name at an address that no network has", () => {
    expect(fileIn(document, "/etc/hosts")).toContain("198.18.35.242 login.health.example");
  });

  it("is led from there to the endpoint's listener, the port it asked for notwithstanding", () => {
    expect(fileIn(document, "/etc/health-cloud/exchange-redirects.nft")).toBe(
      [
        "table ip health_cloud_exchange",
        "delete table ip health_cloud_exchange",
        "table ip health_cloud_exchange {",
        "  chain output {",
        "    type nat hook output priority -100;",
        "    ip daddr 198.18.35.242 tcp dport 443 dnat to 10.18.0.20:9202",
        "  }",
        "}",
        "",
      ].join("\n"),
    );
  });
});
