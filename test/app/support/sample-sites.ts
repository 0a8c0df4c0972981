/** A site that no environment has and that joins by IPsec, as the columns of the sites' file. */
export const NEW_IPSEC_SITE = {
  id: "district-03-health-centre-01",
  name: "District 03 Community Health Centre 1",
  kind: "primary-care",
  district: "District 03",
  access: "ipsec",
  cidr: "10.194.4.0/24",
  peerAddress: "192.0.2.105",
} as const;
