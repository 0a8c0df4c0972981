import { faultsWith } from "./city";

describe("a site", () => {
  it("overlaps no other", () => {
    expect(faultsWith({}, { sites: ["10.202.1.0/24", "10.202.0.128/25"] })).toEqual([
      "district-02-health-centre-01.cidr: got 10.202.0.0/24 (site district-02-health-centre-01), expected a block that overlaps no other: it overlaps site district-01-health-centre-02, 10.202.0.128/25, at city/sites.csv:4",
    ]);
  });

  it("lies inside a supernet", () => {
    expect(faultsWith({}, { sites: ["10.202.1.0/24", "10.203.0.0/24"] })).toEqual([
      "district-01-health-centre-02.cidr: got 10.203.0.0/24, expected a block inside one of the supernets: 10.200.0.0/16 (line), 10.201.0.0/16 (line), 10.202.0.0/16 (ipsec)",
    ]);
  });

  it("lies inside a supernet of its access", () => {
    expect(faultsWith({}, { sites: ["10.202.1.0/24", "10.201.7.0/24"] })).toEqual([
      "district-01-health-centre-02.cidr: got 10.201.7.0/24 with access ipsec, expected a block in a supernet of that access: 10.201.0.0/16 holds sites with access line",
    ]);
  });

  it("that joins by IPsec has the address of a VPN device", () => {
    expect(faultsWith({}, { sites: ["192.0.2.112", ""] })).toEqual([
      "district-01-health-centre-02.peerAddress: got nothing, expected the public address of the site's VPN device, since its access is ipsec",
    ]);
  });

  it("that joins by line has none", () => {
    expect(faultsWith({}, { sites: ["10.200.0.0/22,", "10.200.0.0/22,192.0.2.1"] })).toEqual([
      "district-01-hospital-1.peerAddress: got 192.0.2.1, expected nothing, since the site's access is line",
    ]);
  });

  it("has an id of its own", () => {
    expect(faultsWith({}, { sites: ["district-01-health-centre-02", "district-01-hospital-1"] })).toEqual([
      "district-01-hospital-1.id: got district-01-hospital-1 a second time, expected an id of its own: line 2 has it",
    ]);
  });

  it("has a VPN device of its own", () => {
    expect(faultsWith({}, { sites: ["192.0.2.111", "192.0.2.112"] })).toEqual([
      "district-02-health-centre-01.peerAddress: got 192.0.2.112 a second time, expected an address of its own: line 4 has it",
    ]);
  });
});

describe("the entrances of sites", () => {
  it("need a line when sites join by line", () => {
    expect(
      faultsWith({
        "clouds.chutian.lines[0].sites": false,
        "clouds.chutian.lines[1].sites": false,
        "clouds.tianyi.lines[0].sites": false,
        "clouds.tianyi.lines[1].sites": false,
      }),
    ).toEqual([
      "sites.supernets[0].access: got sites that join by line, expected a line that leads to them: set sites: true on a line of the medical zone",
      "sites.supernets[1].access: got sites that join by line, expected a line that leads to them: set sites: true on a line of the medical zone",
    ]);
  });

  it("are lines of the medical zone", () => {
    expect(faultsWith({ "clouds.chutian.lines[2].sites": true })).toEqual([
      "clouds.chutian.lines[2].sites: got sites behind a line of zone management, expected them in zone medical alone",
    ]);
  });

  it("need a certificate authority where machines speak IPsec", () => {
    expect(faultsWith({ sitesCertificateAuthority: undefined })).toEqual([
      "sitesCertificateAuthority: missing, expected the certificate (PEM) that issues the sites' certificates: gateway machines let no site in without one",
    ]);
  });

  it("are at most ten supernets", () => {
    expect(
      faultsWith({
        "sites.supernets": [
          { cidr: "10.200.0.0/16", access: "line" },
          { cidr: "10.201.0.0/16", access: "line" },
          { cidr: "10.202.0.0/16", access: "line" },
          { cidr: "10.203.0.0/16", access: "line" },
          { cidr: "10.204.0.0/16", access: "line" },
          { cidr: "10.205.0.0/16", access: "line" },
          { cidr: "10.206.0.0/16", access: "line" },
          { cidr: "10.207.0.0/16", access: "line" },
          { cidr: "10.208.0.0/16", access: "line" },
          { cidr: "10.209.0.0/16", access: "line" },
          { cidr: "10.210.0.0/16", access: "line" },
        ],
      }),
    ).toEqual([
      "sites.supernets: got a list of 11 entries, expected at most 10 supernets: an access list of ctyun holds no more",
    ]);
  });
});
