import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Outcome } from "../../../src/simulation/engine/program";
import type { Deployment, DeploymentPlan } from "../support/deployment";
import { record, type ReportRow } from "../support/report";
import { creationsOf } from "../support/stacks";
import { timed } from "../support/timed";
import { until } from "../support/until";
import { Verdict } from "../support/verdict";
import { PATIENCE, SharedState } from "./support/shared-state";

/** Its first apply is met in the middle. */
const PKI = "dev-medical-chutian-pki";
/** Reads the state of the one above. */
const SERVICES = "dev-medical-chutian-services";
/** Reads no other. */
const VPN = "dev-vpn";

/** Terraform writes an unfinished state down after this time at the earliest, and then with the next change. */
const WRITING_PERIOD = 20_000;

/** What Terraform and its PostgreSQL backend say to whoever finds a lock. */
const LOCKED = "Error acquiring the state lock";
const LOCKED_BY_FIRST_APPLY = "Already locked for workspace creation: default";
const LOCKED_BY_APPLY = "Workspace is already locked: default";

/** As a person types them. */
const patience = Object.entries(PATIENCE).map(([name, value]) => `${name}=${value}`);

const operations = readFileSync(join(__dirname, "..", "..", "..", "docs", "operations.md"), "utf8");

describe("state in PostgreSQL", () => {
  const verdict = new Verdict();
  const rows = new Map<string, Pick<ReportRow, "resources" | "applySeconds" | "planSeconds" | "destroySeconds">>();
  let shared: SharedState;
  let first: Deployment;
  let second: Deployment;
  /** How many resources of the killed apply the state knows. */
  let kept = 0;

  beforeAll(async () => {
    shared = await SharedState.start("dev", "tls");
    ({ first, second } = shared.people);
  });
  afterAll(async () => {
    for (const [stack, facts] of rows) {
      const providers = shared.providers.kindsOf(shared.stack(stack));
      record({ stack: `${stack}: state in PostgreSQL`, ...facts, providers, verdict: verdict.text });
    }
    await shared.stop();
  });

  function note(stack: string, facts: Partial<ReportRow>): void {
    rows.set(stack, { ...rows.get(stack), ...facts });
  }

  async function apply(stack: string, by: Deployment): Promise<void> {
    const { actions } = await by.plan(stack, "apis");
    expect(actions).toEqual(creations(stack));
    const [, applySeconds] = await timed(() => by.applyPlan(stack));
    expect(await by.resourceCount(stack)).toBe(creations(stack).length);
    note(stack, { resources: creations(stack).length, applySeconds });
  }

  function creations(stack: string): string[] {
    return creationsOf(shared.stack(stack));
  }

  describe("before the first apply", () => {
    it(
      "has a schema for each stack, and names neither server nor credentials",
      verdict.step(() => {
        const schemas = shared.stacks.map((name) => [name, { pg: { conn_str: "", schema_name: schemaOf(name) } }]);
        expect(shared.backends).toEqual(Object.fromEntries(schemas));
        const { PGHOST, PGPORT, PGUSER, PGPASSWORD } = shared.database.access;
        expect(shared.filesThatName([PGHOST, `:${PGPORT}`, PGUSER, PGPASSWORD])).toEqual([]);
        expect(shared.filesThatName([schemaOf(PKI)]).length).toBeGreaterThan(1);
      }),
    );

    it(
      "cannot plan a stack whose state another has to write first, and makes the schemas of both",
      verdict.step(async () => {
        await expect(second.plan(SERVICES, "apis")).rejects.toThrow("Unable to find remote state");
        expect(shared.database.schemas()).toEqual([PKI, SERVICES].map(schemaOf));
      }),
    );
  });

  describe("while the first apply of a stack runs", () => {
    const kill = new AbortController();
    let began: number;
    let applied: Promise<Outcome | undefined>;
    let waiting: Promise<DeploymentPlan>;
    let holders: string[] = [];

    afterAll(async () => {
      kill.abort();
      shared.held.turnstile.open();
      await applied;
    });

    it(
      "locks before it has written anything",
      verdict.step(async () => {
        shared.held.turnstile.admit(5);
        began = Date.now();
        applied = first.attemptApply(PKI, kill.signal).catch(() => undefined);
        await until(() => shared.held.turnstile.waiting > 0);
        expect(shared.database.holders()).toHaveLength(1);
        expect(shared.database.states(schemaOf(PKI))).toBe(0);
      }),
    );

    it(
      "refuses a second apply of the stack",
      verdict.step(async () => {
        const { exitCode, errors } = await second.attemptApply(PKI);
        expect(exitCode).toBe(1);
        expect(errors).toMatch(lockError(LOCKED_BY_FIRST_APPLY));
      }),
    );

    it(
      "says to the second what the second wanted, not who has the lock",
      verdict.step(async () => {
        await expect(second.plan(PKI, "apis")).rejects.toThrow(/Operation: +OperationTypePlan/);
      }),
    );

    it(
      "says by the documented query who has the lock",
      verdict.step(() => {
        const [, query = ""] = /```sql\n([^]*?)```/.exec(operations) ?? [];
        const { PGHOST, PGUSER } = shared.database.access;
        expect(shared.database.rows(query)).toEqual([expect.stringMatching(`^${PGHOST}\\|\\d+\\|${PGUSER}\\|`)]);
      }),
    );

    it(
      "refuses the first plan of any other stack",
      verdict.step(async () => {
        await expect(second.plan(VPN, "apis")).rejects.toThrow(lockError(LOCKED_BY_FIRST_APPLY));
      }),
    );

    it(
      "lets a first plan of another stack wait, if Terraform is told to",
      verdict.step(async () => {
        waiting = shared.people.patient.plan(VPN, "apis");
        let waits = true;
        const end = () => {
          waits = false;
        };
        waiting.then(end, end);
        await sleep(3_000);
        expect(waits).toBe(true);
      }),
    );

    it(
      "writes an unfinished state with the first change after twenty seconds",
      verdict.step(async () => {
        await sleep(Math.max(0, began + WRITING_PERIOD + 5_000 - Date.now()));
        expect(shared.database.states(schemaOf(PKI))).toBe(0);
        shared.held.turnstile.admit(1);
        await until(() => shared.database.states(schemaOf(PKI)) === 1);
        kept = await second.resourceCount(PKI);
        expect(kept).toBeGreaterThan(5);
        expect(kept).toBeLessThan(creations(PKI).length);
      }),
    );

    it(
      "gives the lock back when it is killed",
      verdict.step(async () => {
        holders = shared.database.holders();
        expect(holders).toHaveLength(1);
        kill.abort();
        expect(await applied).toBeUndefined();
        await until(() => !shared.database.holders().some((holder) => holders.includes(holder)));
      }),
    );

    it(
      "thereby lets the one who waits go on",
      verdict.step(async () => {
        expect((await waiting).actions).toEqual(creations(VPN));
      }),
    );
  });

  describe("while an apply of a stack that has a state runs", () => {
    let applied: Promise<void>;

    afterAll(async () => {
      shared.held.turnstile.open();
      await applied;
    });

    it(
      "makes only what the killed apply has not written down",
      verdict.step(async () => {
        expect(await second.resourceCount(PKI)).toBe(kept);
        shared.held.turnstile.open();
        const { actions } = await first.plan(PKI, "apis");
        expect(actions).toHaveLength(creations(PKI).length - kept);
        expect(creations(PKI)).toEqual(expect.arrayContaining([...actions]));
        shared.held.turnstile.admit(2);
        applied = first.applyPlan(PKI);
        applied.catch(() => undefined);
        await until(() => shared.held.turnstile.waiting > 0);
        expect(shared.database.holders()).toHaveLength(1);
      }),
    );

    it(
      "refuses a second apply",
      verdict.step(async () => {
        const { exitCode, errors } = await second.attemptApply(PKI);
        expect(exitCode).toBe(1);
        expect(errors).toMatch(lockError(LOCKED_BY_APPLY));
      }),
    );

    it(
      "keeps the lock from force-unlock, which says that it has taken it",
      verdict.step(async () => {
        const { errors } = await second.attemptApply(PKI);
        const [, id = ""] = /ID: +(\S+)/.exec(errors) ?? [];
        const before = shared.database.holders();
        const { output } = await second.run(PKI, "force-unlock", "-force", id);
        expect(output).toContain("has been successfully unlocked");
        expect(shared.database.holders()).toEqual(before);
      }),
    );

    it(
      "does not keep another stack from its first apply",
      verdict.step(async () => {
        await apply(VPN, second);
      }),
    );

    it(
      "ends with every resource made once",
      verdict.step(async () => {
        shared.held.turnstile.open();
        await applied;
        expect(await second.resourceCount(PKI)).toBe(creations(PKI).length);
        note(PKI, { resources: creations(PKI).length });
      }),
    );
  });

  describe("afterwards", () => {
    it(
      "gives a stack the outputs of another's state",
      verdict.step(async () => {
        await apply(SERVICES, second);
      }),
    );

    it.each([PKI, SERVICES, VPN])("finds no difference in %s", async (stack) => {
      const step = verdict.step(async () => {
        const [plan, planSeconds] = await timed(() => second.plan(stack, "apis"));
        note(stack, { planSeconds });
        expect(plan).toEqual({ changed: false, actions: [] });
      });
      await step();
    });

    it.each([SERVICES, PKI, VPN])("leaves nothing of %s once it is destroyed", async (stack) => {
      const step = verdict.step(async () => {
        const [, destroySeconds] = await timed(() => second.destroy(stack));
        note(stack, { destroySeconds });
        expect(await second.resourceCount(stack)).toBe(0);
      });
      await step();
    });

    it(
      "leaves neither locks nor connections, and a schema for each stack",
      verdict.step(async () => {
        await until(() => shared.database.connections() === 0);
        expect(shared.database.holders()).toEqual([]);
        expect(shared.database.schemas()).toEqual([PKI, SERVICES, VPN].map(schemaOf).sort());
      }),
    );
  });

  it(
    "has a documented next step for what Terraform says",
    verdict.always(() => {
      expect(
        [LOCKED, LOCKED_BY_FIRST_APPLY, LOCKED_BY_APPLY, ...patience].filter((words) => !operations.includes(words)),
      ).toEqual([]);
    }),
  );
});

function lockError(message: string): RegExp {
  return new RegExp(`${LOCKED}[^]*${message}`);
}

function schemaOf(stack: string): string {
  return `terraform_${stack.replaceAll("-", "_")}`;
}
