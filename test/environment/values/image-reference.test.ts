import { ImageReference } from "../../../src/environment/values";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("an image reference", () => {
  it("is made of registry, repository and digest", () => {
    const image = ImageReference.parse(`registry.health.example:5000/vendor-01/health-card:1.2@${DIGEST}`);
    expect(image.registry).toBe("registry.health.example:5000");
    expect(image.repository).toBe("vendor-01/health-card");
    expect(image.digest).toBe(DIGEST);
  });

  it("prints as it was written", () => {
    const text = `registry.health.example/vendor-01/health-card@${DIGEST}`;
    expect(ImageReference.parse(text).toString()).toBe(text);
  });

  it.each([
    "registry.health.example/health-card:1.2",
    `health-card@${DIGEST}`,
    `registry.health.example/Health-Card@${DIGEST}`,
    `registry.health.example/health-card@${DIGEST.slice(0, -1)}`,
    `registry.health.example/health-card@sha512:${"0".repeat(64)}`,
  ])("refuses %s", (text) => {
    expect(() => ImageReference.parse(text)).toThrow(
      "expected an image by digest: registry.example/name@sha256:<64 hexadecimal digits>",
    );
  });
});
