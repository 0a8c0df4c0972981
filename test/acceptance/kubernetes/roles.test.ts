import { PLATFORM_KEYS } from "../../../src/constructs/services/labels";
import { record } from "../support/report";
import { Verdict } from "../support/verdict";
import { DEEDS } from "./support/deeds";
import { EVERYONE, OTHER_NAMESPACE, OWN_NAMESPACE, People } from "./support/people";

describe("the API server", () => {
  const verdict = new Verdict();
  let people: People;

  beforeAll(async () => {
    people = await People.start();
  });
  afterAll(async () => {
    await people.stop();
    record({
      stack: `roles: ${DEEDS.length} deeds of ${EVERYONE.length} people`,
      resources: DEEDS.length * EVERYONE.length,
      verdict: verdict.text,
    });
  });

  const cases = DEEDS.map((deed) => ({ ...deed, where: deed.namespace ?? "the whole cluster" }));

  it.each(cases)("knows who may $verb $resource in $where: $by", async ({ by, ...deed }) => {
    await verdict.always(async () => {
      expect(await people.allowed(deed)).toEqual(EVERYONE.filter((person) => by.includes(person)));
    })();
  });

  const settings = (namespace: string) => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "settings", namespace, labels: { [PLATFORM_KEYS.owner]: "team" } },
    data: { greeting: "hello" },
  });

  it(
    "lets a vendor's people write in their namespace, and says why not in another's",
    verdict.always(async () => {
      expect(await people.refusal("vendor", settings(OWN_NAMESPACE))).toBeUndefined();
      expect(await people.refusal("vendor", settings(OTHER_NAMESPACE))).toBe(
        'configmaps is forbidden: User "vendor@health.example" cannot create resource "configmaps" in API group "" in the namespace "vendor-02"',
      );
    }),
  );
});
