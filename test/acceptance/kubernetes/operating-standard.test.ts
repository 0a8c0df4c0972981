import { operatingRules, policyName, refusal, type OperatingRule } from "../../../src/constructs/operating-standard";
import { record } from "../support/report";
import { Verdict } from "../support/verdict";
import { PolicedNamespaces, policyWords } from "./support/policed-namespaces";
import { STANDARD_CASES } from "./support/standard-cases";
import { container, deployment, podSpec, REGISTRY, service } from "./support/standard-samples";

const SCOPE = { stage: "production", registries: [REGISTRY] } as const;
const RULES = operatingRules(SCOPE);

const ruleNamed = (name: string): OperatingRule => {
  const rule = RULES.find((each) => each.name === name);
  if (rule) return rule;
  throw new Error(`no rule ${name}, only ${RULES.map((each) => each.name).join(", ")}`);
};

const firstCaseOf = ({ name }: OperatingRule) => {
  const found = STANDARD_CASES.find(({ rule }) => rule === name);
  if (found) return found;
  throw new Error(`no case shows rule ${name}`);
};

describe("the operating standard on the API server", () => {
  const verdict = new Verdict();
  let namespaces: PolicedNamespaces;

  beforeAll(async () => {
    namespaces = await PolicedNamespaces.start(SCOPE, (rule) => firstCaseOf(rule).refused);
  });
  afterAll(async () => {
    await namespaces.stop();
    record({
      stack: `operating standard: ${STANDARD_CASES.length} cases of ${RULES.length} rules`,
      resources: RULES.length,
      verdict: verdict.text,
    });
  });

  it(
    "is written in expressions that the API server's type check finds right",
    verdict.always(async () => {
      expect(await namespaces.expressionWarnings(RULES)).toEqual([]);
    }),
  );

  it.each(STANDARD_CASES)("refuses by rule $rule $what, and says so", async (example) => {
    await verdict.always(async () => {
      const { refused, admitted, rule, offenders } = example;
      expect(await namespaces.ask("vendor", admitted)).toBeUndefined();
      const said = await namespaces.ask("vendor", refused);
      expect(said).toContain(`ValidatingAdmissionPolicy '${policyName({ name: rule })}'`);
      expect(policyWords(said)).toBe(refusal(ruleNamed(rule), offenders));
    })();
  });

  it(
    "names every container at fault",
    verdict.always(async () => {
      const careless = ["one", "other"].map((name) => container({ name, livenessProbe: undefined }));
      const said = await namespaces.ask("vendor", deployment(podSpec({ containers: careless })));
      expect(policyWords(said)).toBe(refusal(ruleNamed("probes"), ["one", "other"]));
    }),
  );

  it(
    "lets nobody scale a service of production down to one pod",
    verdict.always(async () => {
      expect(await namespaces.askToScale(deployment(), 3)).toBeUndefined();
      const said = await namespaces.askToScale(deployment(), 1);
      expect(policyWords(said)).toBe(refusal(ruleNamed("replicas"), ["1"]));
    }),
  );

  it(
    "leaves the platform's own namespaces alone",
    verdict.always(async () => {
      for (const { rule, refused } of STANDARD_CASES.filter(({ refused: { kind } }) => kind === "Deployment")) {
        expect([rule, await namespaces.ask("platform", refused)]).toEqual([rule, undefined]);
      }
    }),
  );

  it(
    "opens a way in through the gateway's namespace alone",
    verdict.always(async () => {
      const nodePort = service({ type: "NodePort" });
      expect(await namespaces.ask("gateway", nodePort)).toBeUndefined();
      expect(policyWords(await namespaces.ask("platform", nodePort))).toBe(
        refusal(ruleNamed("service-type"), ["NodePort"]),
      );
    }),
  );
});
