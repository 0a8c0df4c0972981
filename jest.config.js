/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  globalSetup: "<rootDir>/test/support/temporary-folder.ts",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  // These need programs besides Node: `npm run verify` runs them.
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/acceptance/", "<rootDir>/test/verify/"],
  modulePathIgnorePatterns: ["<rootDir>/lib/", "<rootDir>/cdktf.out/"],
  transform: {
    "\\.ts$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript" }, target: "es2022" },
        module: { type: "commonjs" },
      },
    ],
  },
};
