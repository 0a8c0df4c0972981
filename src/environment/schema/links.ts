import { z } from "zod";
import { cidr } from "../values";
import { identifier, zone } from "./names";

/** The end of a link in one cloud and zone: the next hop, in the cloud's own terms. */
const end = z.strictObject({
  zone: zone(),
  nextHop: z.string().min(1).describe("OpenStack: an address inside the zone. ctyun: the id of the line gateway."),
});

const base = {
  id: identifier(20),
  carrier: z.string().min(1).describe("Who carries it: links are independent only with different carriers."),
  transferCidr: cidr().describe("The link's own addresses; overlaps nothing."),
};

/** A link joins the same zone of both clouds, never two zones. */
export const link = z.discriminatedUnion("kind", [
  z.strictObject({
    ...base,
    kind: z.literal("line"),
    ends: z.record(identifier(12), z.array(end).min(1)).describe("By cloud: where the line ends."),
  }),
  z.strictObject({
    ...base,
    kind: z
      .literal("ipsec")
      .describe("Between the gateways; carries the exchange zone alone, where the gateways stand."),
  }),
]);
export type LinkSpecification = z.output<typeof link>;
