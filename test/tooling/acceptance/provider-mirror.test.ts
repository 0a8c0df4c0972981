import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pinnedVersion } from "../../acceptance/support/pinned-version";
import { ProviderMirror } from "../../acceptance/support/provider-mirror";
import { PLATFORM } from "../../verify/support/real-providers";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hc-mirror-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Puts a file into the mirror. Returns its path. */
function given(path: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
  return file;
}

const HELM = "registry.terraform.io/hashicorp/helm";
const VERSION = pinnedVersion("helm");

describe("a mirror of providers", () => {
  it("is the folder that the variable names", () => {
    const file = given(`${HELM}/terraform-provider-helm_${VERSION}_${PLATFORM}.zip`);
    expect(ProviderMirror.named({ HEALTH_CLOUD_PROVIDER_MIRROR: folder })?.find("helm")?.path).toBe(file);
    expect(ProviderMirror.named({})).toBeUndefined();
    expect(ProviderMirror.named({ HEALTH_CLOUD_PROVIDER_MIRROR: "" })).toBeUndefined();
  });

  it("is refused when the variable names no folder", () => {
    const missing = join(folder, "missing");
    expect(() => ProviderMirror.named({ HEALTH_CLOUD_PROVIDER_MIRROR: missing })).toThrow(
      `HEALTH_CLOUD_PROVIDER_MIRROR is ${missing}, which is no folder: name one that terraform providers mirror has filled, or unset it`,
    );
  });
});

describe("a provider in a mirror", () => {
  it("is found packed, beside other versions and what Terraform writes there too", () => {
    given(`${HELM}/index.json`);
    given(`${HELM}/${VERSION}.json`);
    given(`${HELM}/terraform-provider-helm_2.17.0_${PLATFORM}.zip`);
    const path = given(`${HELM}/terraform-provider-helm_${VERSION}_${PLATFORM}.zip`);
    expect(new ProviderMirror(folder).find("helm")).toEqual({ name: "helm", version: VERSION, path });
  });

  it("is found unpacked", () => {
    const program = given(`${HELM}/${VERSION}/${PLATFORM}/terraform-provider-helm_v${VERSION}_x5`);
    expect(new ProviderMirror(folder).find("helm")).toEqual({ name: "helm", version: VERSION, path: dirname(program) });
  });

  it("is not there when the mirror holds only others", () => {
    given(`registry.terraform.io/hashicorp/kubernetes/terraform-provider-kubernetes_2.38.0_${PLATFORM}.zip`);
    given(`${HELM}/${VERSION}/${PLATFORM}/LICENSE.txt`);
    expect(new ProviderMirror(folder).find("helm")).toBeUndefined();
  });

  it("is refused in another version or for another machine, with what was found and what is wanted", () => {
    given(`${HELM}/terraform-provider-helm_${VERSION}_plan9_amd64.zip`);
    given(`${HELM}/2.17.0/${PLATFORM}/terraform-provider-helm_v2.17.0`);
    expect(() => new ProviderMirror(folder).find("helm")).toThrow(
      `HEALTH_CLOUD_PROVIDER_MIRROR (${folder}) holds ${HELM} 2.17.0 for ${PLATFORM}, ${VERSION} for plan9_amd64; ` +
        `wanted is ${VERSION} for ${PLATFORM}, which the project pins: ` +
        "add it with terraform providers mirror, or take the provider out to have it simulated",
    );
  });
});
