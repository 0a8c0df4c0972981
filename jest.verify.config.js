const base = require("./jest.config.js");

/** The checks by programs that this project did not write: `npm run verify`. */
module.exports = {
  ...base,
  testMatch: ["<rootDir>/test/verify/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  globalSetup: "<rootDir>/test/verify/support/synthesize-once.ts",
  // The real provider alone takes seconds to load.
  testTimeout: 180_000,
  maxWorkers: 2,
  // Changes of the table that are planned at once.
  maxConcurrency: 3,
};
