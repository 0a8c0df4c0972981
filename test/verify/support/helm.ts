import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "./program";

const INSTALLER = "scripts/verify-install.sh";

/** Where `npm run verify:install` puts Helm, by the version that stands in its script. */
export function helmFolder(): string {
  const version = /^HELM_VERSION=(\S+)$/m.exec(readFileSync(INSTALLER, "utf8"))?.[1];
  if (version === undefined) throw new Error(`${INSTALLER} names no HELM_VERSION`);
  return join(cacheFolder(), "helm", version);
}
