import { ValueError } from "./value-error";

const PATTERN =
  /^((?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d+)?)\/([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::[\w][\w.-]{0,127})?@(sha256:[0-9a-f]{64})$/;

/** A container image by digest: a tag can be moved, so what runs would not be what was reviewed. */
export class ImageReference {
  private constructor(
    private readonly text: string,
    /** Host of the registry, with its port if it has one. */
    readonly registry: string,
    readonly repository: string,
    readonly digest: string,
  ) {}

  /** @throws ValueError when the text has no registry, or no sha256 digest. */
  static parse(text: string): ImageReference {
    const [, registry, repository, digest] = PATTERN.exec(text) ?? [];
    if (registry === undefined || repository === undefined || digest === undefined) {
      throw new ValueError(text, "expected an image by digest: registry.example/name@sha256:<64 hexadecimal digits>");
    }
    return new ImageReference(text, registry, repository, digest);
  }

  toString(): string {
    return this.text;
  }
}
