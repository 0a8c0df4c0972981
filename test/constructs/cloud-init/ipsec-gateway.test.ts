import { encodeUserData, ipsecGatewayUserData, type IpsecGatewayProps } from "../../../src/constructs/cloud-init";
import { Cidr, Ipv4Address } from "../../../src/environment/values";
import { fileIn, parseDocument, pathsIn, writtenFile } from "./support/document";
import { resolved } from "./support/resolved";
import { selfSigned } from "./support/certificate";

const COMMON: IpsecGatewayProps = {
  hostname: "prod-gateway-001",
  localIdentity: "gateway-001.chutian.health.example",
  localCidrs: [Cidr.parse("10.18.0.0/24"), Cidr.parse("10.18.1.0/24")],
};

const WITH_SITES: IpsecGatewayProps = {
  ...COMMON,
  certificate: "certificate",
  privateKey: "key",
  sitesCertificateAuthority: "authority",
  siteSupernets: [Cidr.parse("10.200.0.0/14"), Cidr.parse("10.204.0.0/14")],
};

const SWANCTL = "/etc/swanctl/conf.d/health-cloud.conf";

describe("the user data of an IPsec gateway", () => {
  it("answers all sites with one connection, by certificate, for the exchange load balancers alone", () => {
    const document = parseDocument(ipsecGatewayUserData(WITH_SITES));
    expect(fileIn(document, SWANCTL)).toBe(`connections {
  sites {
    version = 2
    proposals = aes256gcm16-prfsha384-ecp384
    rekey_time = 8h
    dpd_delay = 15s
    fragmentation = yes
    mobike = no
    unique = replace
    send_cert = always
    local {
      auth = pubkey
      certs = gateway.pem
      id = "gateway-001.chutian.health.example"
    }
    remote {
      auth = pubkey
      cacerts = sites.pem
    }
    children {
      sites {
        local_ts = 10.18.0.0/24, 10.18.1.0/24
        remote_ts = 10.200.0.0/14, 10.204.0.0/14
        esp_proposals = aes256gcm16-ecp384
        rekey_time = 1h
        start_action = none
        dpd_action = clear
      }
    }
  }
}
`);
    expect(fileIn(document, "/etc/swanctl/x509ca/sites.pem")).toBe("authority");
    expect(fileIn(document, "/etc/swanctl/private/gateway.pem")).toBe("key");
    expect(writtenFile(document, "/etc/swanctl/private/gateway.pem").permissions).toBe("0600");
  });

  it("calls each gateway of the other cloud with its own key, which is never synthesized", () => {
    const userData = resolved((variable) =>
      ipsecGatewayUserData({
        ...COMMON,
        links: [
          {
            id: "tianyi-001",
            peerAddress: "203.0.113.7",
            peerIdentity: "gateway-001.tianyi.health.example",
            presharedKey: variable("key"),
            remoteCidrs: [Cidr.parse("10.34.0.0/16")],
          },
        ],
      }),
    );
    const connection = `connections {
  link-tianyi-001 {
    version = 2
    proposals = aes256gcm16-prfsha384-ecp384
    rekey_time = 8h
    dpd_delay = 15s
    fragmentation = yes
    mobike = no
    unique = replace
    remote_addrs = 203.0.113.7
    keyingtries = 0
    local {
      auth = psk
      id = "gateway-001.chutian.health.example"
    }
    remote {
      auth = psk
      id = "gateway-001.tianyi.health.example"
    }
    children {
      tianyi-001 {
        local_ts = 10.18.0.0/24, 10.18.1.0/24
        remote_ts = 10.34.0.0/16
        esp_proposals = aes256gcm16-ecp384
        rekey_time = 1h
        start_action = start
        close_action = start
        dpd_action = restart
      }
    }
  }
}
secrets {
  ike-tianyi-001 {
    id-peer = "gateway-001.tianyi.health.example"
    secret = 0s`;
    expect(userData).toContain(
      `"content":"\${base64gzip(join("", [${JSON.stringify(connection)}, base64encode(var.key), "\\n  }\\n}\\n"]))}"`,
    );
  });

  it("checks certificates of links that have no key", () => {
    const document = parseDocument(
      ipsecGatewayUserData({
        ...COMMON,
        certificate: "certificate",
        privateKey: "key",
        linkCertificateAuthorities: { tianyi: "authority" },
        links: [
          { id: "a", peerAddress: "203.0.113.7", peerIdentity: "peer", remoteCidrs: [Cidr.parse("10.34.0.0/16")] },
        ],
      }),
    );
    expect(fileIn(document, SWANCTL)).toContain(
      'remote {\n      auth = pubkey\n      id = "peer"\n      cacerts = tianyi.pem\n    }',
    );
    expect(fileIn(document, "/etc/swanctl/x509ca/tianyi.pem")).toBe("authority");
  });

  it("lets keepalived decide who speaks for the pair", () => {
    const document = parseDocument(
      ipsecGatewayUserData({
        ...WITH_SITES,
        keepalived: {
          virtualAddress: Ipv4Address.parse("10.18.4.50"),
          peerAddresses: [Ipv4Address.parse("10.18.4.12")],
          priority: 150,
        },
      }),
    );
    expect(fileIn(document, "/etc/health-cloud/keepalived.conf")).toBe(`global_defs {
  enable_script_security
  script_user root
}

vrrp_instance gateways {
  state BACKUP
  nopreempt
  interface @INTERFACE@
  virtual_router_id 50
  priority 150
  advert_int 1
  unicast_peer {
    10.18.4.12
  }
  virtual_ipaddress {
    10.18.4.50/32
  }
  notify_master "/usr/bin/systemctl start strongswan.service"
  notify_backup "/usr/bin/systemctl stop strongswan.service"
  notify_fault "/usr/bin/systemctl stop strongswan.service"
}
`);
  });

  it("has no keepalived without a virtual address", () => {
    expect(pathsIn(parseDocument(ipsecGatewayUserData(WITH_SITES)))).toEqual([
      SWANCTL,
      "/etc/strongswan.d/health-cloud.conf",
      "/etc/systemd/system/strongswan.service.d/health-cloud.conf",
      "/etc/sysctl.d/60-health-cloud-gateway.conf",
      "/etc/health-cloud/gateway.nft",
      "/etc/swanctl/x509/gateway.pem",
      "/etc/swanctl/private/gateway.pem",
      "/etc/swanctl/x509ca/sites.pem",
      "/opt/health-cloud/functions.sh",
      "/opt/health-cloud/gateway-boot.sh",
      "/etc/systemd/system/health-cloud-gateway.service",
    ]);
  });

  it("fits into ctyun's 16,384 characters with both clouds' links", () => {
    const { certificate, privateKey } = selfSigned("gateway");
    const link = (id: string) => ({
      id,
      peerAddress: "203.0.113.7",
      peerIdentity: `${id}.health.example`,
      remoteCidrs: [Cidr.parse("10.34.0.0/16")],
    });
    const userData = ipsecGatewayUserData({
      ...WITH_SITES,
      certificate,
      privateKey,
      sitesCertificateAuthority: certificate,
      linkCertificateAuthorities: { other: certificate },
      links: [link("a-001"), link("a-002"), link("b-001"), link("b-002")],
    });
    expect(encodeUserData(userData).length).toBeLessThan(16_384);
  });

  it.each<[string, Partial<IpsecGatewayProps>, string]>([
    [
      "supernets without an authority",
      { siteSupernets: [Cidr.parse("10.200.0.0/14")] },
      "gateway prod-gateway-001: got siteSupernets without sitesCertificateAuthority, expected both or neither",
    ],
    [
      "an authority without supernets",
      { sitesCertificateAuthority: "authority" },
      "gateway prod-gateway-001: got sitesCertificateAuthority without siteSupernets, expected both or neither",
    ],
    [
      "sites without a certificate",
      { siteSupernets: [Cidr.parse("10.200.0.0/14")], sitesCertificateAuthority: "authority" },
      "gateway prod-gateway-001: sites authenticate by certificate; give certificate and privateKey",
    ],
    [
      "a link that nothing authenticates",
      { links: [{ id: "a", peerAddress: "203.0.113.7", peerIdentity: "peer", remoteCidrs: [] }] },
      "gateway prod-gateway-001: link a has no presharedKey; give it one, or give certificate, privateKey and linkCertificateAuthorities",
    ],
    [
      "a priority that VRRP does not know",
      { keepalived: { virtualAddress: Ipv4Address.parse("10.18.4.50"), peerAddresses: [], priority: 300 } },
      "keepalived priority: got 300, expected a whole number from 1 to 254",
    ],
  ])("refuses %s", (_, props, message) => {
    expect(() => ipsecGatewayUserData({ ...COMMON, ...props })).toThrow(message);
  });
});
