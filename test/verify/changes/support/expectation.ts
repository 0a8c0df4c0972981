import type { Change, ExpectedActions } from "./change";
import type { PlannedActions } from "./change-plan";

const EXPECTED_ACTION = /^(?<action>[a-z]+(?: protected)?) (?:(?<count>\d+) )?(?<address>\S+)$/;

/** Where a plan is not what a change expects, a line each; none when it is. */
export function differences({ expected }: Change, planned: PlannedActions, stacks: readonly string[]): string[] {
  const asked = new Map<string, ExpectedActions>();
  const unknown: string[] = [];
  for (const [glob, actions] of Object.entries(expected)) {
    const named = stacks.filter((stack) => matches(glob, stack));
    if (named.length === 0) unknown.push(`${glob}: there is no such stack`);
    for (const stack of named) asked.set(stack, [...(asked.get(stack) ?? []), ...actions]);
  }
  const changed = new Set([...asked.keys(), ...planned.keys()]);
  return [
    ...unknown,
    ...[...changed].flatMap((stack) =>
      stackDifferences(asked.get(stack) ?? [], planned.get(stack) ?? []).map((line) => `${stack}: ${line}`),
    ),
  ];
}

function stackDifferences(expected: ExpectedActions, planned: readonly string[]): string[] {
  const rest = new Set(planned);
  const missing = expected.flatMap((line) => {
    const { action = "", count = "1", address = "" } = EXPECTED_ACTION.exec(line)?.groups ?? {};
    const found = [...rest].filter((each) => matches(`${action} ${address}`, each));
    for (const each of found) rest.delete(each);
    return found.length === Number(count) ? [] : [`expected ${line}, planned ${found.length}`];
  });
  return [...missing, ...[...rest].map((each) => `planned ${each}, which was not expected`)];
}

function matches(glob: string, text: string): boolean {
  const escaped = glob.split("*").map((part) => part.replaceAll(/[.\\+?^${}()|[\]]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`).test(text);
}
