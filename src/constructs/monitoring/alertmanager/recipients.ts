import type { AlertingSpecification } from "../../../environment/schema/alerting";
import type { VendorSpecification } from "../../../environment/schema/services";

/** Takes what nobody is told of. */
export const NOBODY = "nobody";

/** Who is told of a vendor's alerts. */
export interface VendorRecipient {
  readonly vendor: string;
  /** Name of the receiver. */
  readonly receiver: string;
  /** Address of a receiver that the YAML does not list. */
  readonly mail?: string;
}

/** The vendors that are told of their own alerts: by the receiver they name, else by mail where there is a mail server. */
export function vendorRecipients(
  { smarthost }: AlertingSpecification,
  vendors: readonly VendorSpecification[],
): VendorRecipient[] {
  return vendors.flatMap(({ id, receiver, owner }) => {
    if (receiver !== undefined) return [{ vendor: id, receiver }];
    // No receiver of the YAML has a colon in its id.
    return smarthost === undefined ? [] : [{ vendor: id, receiver: `owner:${id}`, mail: owner }];
  });
}
