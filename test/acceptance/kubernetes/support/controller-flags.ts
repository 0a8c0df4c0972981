import { z } from "zod";
import { fileIn, pathsIn } from "../../../constructs/cloud-init/support/document";
import type { Machine } from "../../../verify/support/machines";

const CONFIGURATION_FOLDER = "/etc/rancher/rke2/config.yaml.d/";

const serverConfiguration = z.looseObject({ "kube-controller-manager-arg": z.array(z.string()) });

/**
 * The flags that RKE2 gives the controller manager of a cluster, as they stand in the user data of its servers.
 * @throws Error when no machine has any, or two servers differ.
 */
export function controllerFlags(machines: readonly Machine[]): string[] {
  const found = machines.flatMap(({ document }) =>
    pathsIn(document)
      .filter((path) => path.startsWith(CONFIGURATION_FOLDER))
      .map((path) => serverConfiguration.safeParse(JSON.parse(fileIn(document, path))))
      .flatMap(({ data }) => (data ? [data["kube-controller-manager-arg"].map((argument) => `--${argument}`)] : [])),
  );
  const [flags] = found;
  const different = new Set(found.map((each) => each.join(" "))).size;
  if (flags && different === 1) return flags;
  throw new Error(`got ${different} lists of flags for the controller manager in user data, expected one`);
}
