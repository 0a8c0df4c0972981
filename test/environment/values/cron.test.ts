import { longestPauseHours, parseCron } from "../../../src/environment/values";

describe("a cron expression", () => {
  it.each([
    ["30 17 * * *", 24],
    ["0 */6 * * *", 6],
    ["0 8,20 * * 1-5", 60],
    ["0 3 * * 0", 168],
    ["0 3 1 * *", 744],
    ["15 * * * *", 1],
    ["0 3 1 1 *", 8760],
  ])("%s leaves at most %d hours between two runs", (expression, hours) => {
    expect(longestPauseHours(expression)).toBe(hours);
  });

  it.each(["often", "61 * * * *", "0 3 * *", "* * * * * *", "0 25 * * *"])("is not %j", (expression) => {
    expect(() => parseCron(expression)).toThrow(
      `got ${JSON.stringify(expression)}, expected a cron expression of five fields such as 30 17 * * *`,
    );
  });
});
