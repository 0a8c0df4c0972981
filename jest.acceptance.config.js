const base = require("./jest.config.js");

/** What real APIs say, one suite after the other: `npm run acceptance`, which starts the APIs. */
module.exports = {
  ...base,
  testMatch: ["<rootDir>/test/acceptance/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  // One step deploys a whole cluster.
  testTimeout: 1_800_000,
  maxWorkers: 1,
};
