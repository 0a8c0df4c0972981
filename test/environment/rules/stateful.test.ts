import { faultsWith } from "./city";

describe("a stateful thing of the last release", () => {
  it("does not vanish", () => {
    expect(
      faultsWith(
        {},
        {
          record: [
            "cluster/medical-chutian/pool/data/g1/003",
            "cluster/medical-chutian/pool/data/g1/004",
            "cluster/medical-chutian/pool/data/g1/004/disk-1",
          ],
        },
      ),
    ).toEqual([
      "things[1]: got cluster/medical-chutian/pool/data/g1/004 in the last release, but city.yaml no longer yields it, expected it to stay: to destroy it with its data add to retire: - { resource: cluster/medical-chutian/pool/data/g1/004, why: … }",
      "things[2]: got cluster/medical-chutian/pool/data/g1/004/disk-1 in the last release, but city.yaml no longer yields it, expected it to stay: to destroy it with its data add to retire: - { resource: cluster/medical-chutian/pool/data/g1/004/disk-1, why: … }",
    ]);
  });

  it("vanishes when retire names it", () => {
    expect(
      faultsWith(
        {
          retire: [
            { resource: "cluster/medical-chutian/pool/data/g1/004", why: "the pool shrank" },
            { resource: "cluster/medical-chutian/pool/data/g1/004/disk-1", why: "the pool shrank" },
          ],
        },
        {
          record: [
            "cluster/medical-chutian/pool/data/g1/003",
            "cluster/medical-chutian/pool/data/g1/004",
            "cluster/medical-chutian/pool/data/g1/004/disk-1",
          ],
        },
      ),
    ).toEqual([]);
  });

  it("vanishes with everything below it when retire ends in a slash", () => {
    expect(
      faultsWith(
        {
          retire: [
            { resource: "cluster/medical-chutian/pool/data/g1/004", why: "the pool shrank" },
            { resource: "cluster/medical-chutian/pool/data/g1/004/", why: "the pool shrank" },
          ],
        },
        {
          record: [
            "cluster/medical-chutian/pool/data/g1/003",
            "cluster/medical-chutian/pool/data/g1/004",
            "cluster/medical-chutian/pool/data/g1/004/disk-1",
          ],
        },
      ),
    ).toEqual([]);
  });
});

describe("an entry of retire", () => {
  it("names a thing of the last release", () => {
    expect(
      faultsWith(
        {
          retire: [
            { resource: "cluster/medical-chutian/pool/data/g1/04", why: "the pool shrank" },
            { resource: "cluster/medical-chutian/pool/data/g1/004", why: "the pool shrank" },
            { resource: "cluster/medical-chutian/pool/data/g1/004/", why: "the pool shrank" },
          ],
        },
        {
          record: [
            "cluster/medical-chutian/pool/data/g1/003",
            "cluster/medical-chutian/pool/data/g1/004",
            "cluster/medical-chutian/pool/data/g1/004/disk-1",
          ],
        },
      ),
    ).toEqual([
      'retire[0].resource: got cluster/medical-chutian/pool/data/g1/04, expected a thing of city/stateful.json: remove this entry when its release is done; did you mean "cluster/medical-chutian/pool/data/g1/004"?',
    ]);
  });

  it("names nothing that still stands", () => {
    expect(
      faultsWith(
        { retire: [{ resource: "cluster/medical-chutian/pool/data/g1/003", why: "the pool shrank" }] },
        { record: ["cluster/medical-chutian/pool/data/g1/003"] },
      ),
    ).toEqual([
      "retire[0].resource: got cluster/medical-chutian/pool/data/g1/003, but cluster/medical-chutian/pool/data/g1/003 still stands, expected something that no longer does: remove this entry, or what yields the thing",
    ]);
  });

  it("stands once", () => {
    expect(
      faultsWith(
        {
          retire: [
            { resource: "cluster/medical-chutian/pool/data/g1/004/", why: "the pool shrank" },
            { resource: "cluster/medical-chutian/pool/data/g1/004/", why: "the pool shrank" },
            { resource: "cluster/medical-chutian/pool/data/g1/004", why: "the pool shrank" },
          ],
        },
        {
          record: [
            "cluster/medical-chutian/pool/data/g1/003",
            "cluster/medical-chutian/pool/data/g1/004",
            "cluster/medical-chutian/pool/data/g1/004/disk-1",
          ],
        },
      ),
    ).toEqual([
      'retire[1].resource: got "cluster/medical-chutian/pool/data/g1/004/" a second time, expected a resource of its own: line 640 has it',
    ]);
  });
});
