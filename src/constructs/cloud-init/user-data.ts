import { Fn, Op, Token, type Precondition } from "cdktf";
import { compress } from "./content";

/**
 * User data as both clouds take it: compressed and in base64, which cloud-init undoes. Uncompressed, the first server of a
 * cluster would not fit into ctyun's limit.
 *
 * @returns A Terraform expression where the document holds references; put it into a local, since it is long.
 */
export function encodeUserData(cloudInitDocument: string): string {
  return compress(cloudInitDocument);
}

/**
 * Refuses user data that is too long for a cloud. Its length is known only at apply, since keys and certificates are part
 * of it, and the cloud's own error would come when other resources stand already.
 *
 * @param userData The value as the cloud takes it, such as the reference to a local that holds the result of {@link encodeUserData}.
 * @param maximumCharacters ctyun: 16,384 (provider document of ctyun_ecs, user_data).
 */
export function userDataLengthPrecondition(userData: string, maximumCharacters: number): Precondition {
  const length = Fn.lengthOf(userData);
  // The text is sensitive, its length is not. nonsensitive() alone fails in old releases on a text that holds no secret.
  const shownLength = Token.asString(Fn.nonsensitive(Fn.sensitive(length)));
  return {
    condition: Op.lte(length, maximumCharacters),
    errorMessage: `user_data: got ${shownLength} characters, allowed are at most ${String(maximumCharacters)}; give the machine less: fewer manifests, registries or trusted certificates, or build them into the image.`,
  };
}
