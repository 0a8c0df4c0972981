import type { Template } from "./template";

/** Of a thousand sites, as in the template: hospitals and a tenth of primary care by line, the rest by IPsec. */
const HOSPITALS = 174;
const BY_LINE = 97;

/** Enough for a thousand sites of each kind. */
export const SUPERNETS: Template["sites"]["supernets"] = [
  { cidr: "10.144.0.0/12", access: "line" },
  { cidr: "10.160.0.0/12", access: "line" },
  { cidr: "10.176.0.0/12", access: "ipsec" },
];

const HEAD = "id,name,kind,district,access,cidr,peerAddress";

/** The sites file: as many as asked for. */
export function sitesFile(count: number): string {
  return `${[HEAD, ...Array.from({ length: count }, (_, index) => row(index))].join("\n")}\n`;
}

/** Every part of the file has about the same mixture. */
function row(index: number): string {
  const share = (index * 389) % 1000;
  const [third, fourth] = [Math.floor(index / 256), index % 256];
  const id = `site-${String(index + 1).padStart(4, "0")}`;
  const common = (kind: string, access: string) => [id, `Site ${index + 1}`, kind, "District 01", access];
  if (share < HOSPITALS)
    return [...common("hospital", "line"), `10.${144 + Math.floor(index / 64)}.${(index % 64) * 4}.0/22`, ""].join(",");
  if (share < HOSPITALS + BY_LINE)
    return [...common("primary-care", "line"), `10.${160 + third}.${fourth}.0/24`, ""].join(",");
  // VPN devices have addresses of the range for benchmarks (RFC 2544).
  return [...common("primary-care", "ipsec"), `10.${176 + third}.${fourth}.0/24`, `198.18.${third}.${fourth}`].join(
    ",",
  );
}
