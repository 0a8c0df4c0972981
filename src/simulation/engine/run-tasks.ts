/** Something to do once others are done. */
export interface Task {
  readonly name: string;
  /** Names of the tasks that come first. Names of no task are ignored. */
  readonly after: readonly string[];
  run(): Promise<void>;
}

/**
 * Runs tasks in the order that they ask for, several at once. When one fails, those that come after it are left out and all
 * others still run, so that one report has every independent failure.
 *
 * @param limit how many run at once.
 * @returns the failures, in the order of the tasks.
 * @throws Error when tasks wait for each other.
 */
export async function runTasks(tasks: readonly Task[], limit: number): Promise<unknown[]> {
  const names = new Set(tasks.map(({ name }) => name));
  const succeeded = new Set<string>();
  const failures = new Map<string, unknown>();
  const leftOut = new Set<string>();
  const waiting = new Set(tasks);
  const running = new Map<string, Promise<void>>();

  const isOut = (name: string): boolean => failures.has(name) || leftOut.has(name);
  const startAll = (): void => {
    for (const task of waiting) {
      const before = task.after.filter((name) => names.has(name));
      if (before.some(isOut)) {
        leftOut.add(task.name);
        waiting.delete(task);
      } else if (running.size < limit && before.every((name) => succeeded.has(name))) {
        waiting.delete(task);
        running.set(task.name, settle(task));
      }
    }
  };
  const settle = async (task: Task): Promise<void> => {
    try {
      await task.run();
      succeeded.add(task.name);
    } catch (error) {
      failures.set(task.name, error);
    }
    running.delete(task.name);
  };

  for (;;) {
    const before = waiting.size;
    startAll();
    if (running.size > 0) await Promise.race(running.values());
    else if (waiting.size === 0) break;
    // Leaving one task out may leave out those after it, which stand earlier in the list.
    else if (waiting.size === before) {
      throw new Error(`these wait for each other: ${[...waiting].map(({ name }) => name).join(", ")}`);
    }
  }
  return tasks.flatMap(({ name }) => (failures.has(name) ? [failures.get(name)] : []));
}
