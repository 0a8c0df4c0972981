const eslint = require("@eslint/js");
const { defineConfig, globalIgnores } = require("eslint/config");
const tseslint = require("typescript-eslint");

/**
 * What each folder of src may import from the others. A folder may always import itself, `src/*.ts` everything.
 * `pure` layers know neither cdktf nor its providers.
 */
const layers = {
  environment: { imports: [], pure: true },
  constructs: { imports: ["environment"] },
  clouds: { imports: ["constructs", "environment", "bindings"] },
  stacks: { imports: ["clouds", "constructs", "environment", "bindings"] },
  terraform: { imports: [], pure: true },
  analysis: { imports: ["terraform"], pure: true },
  simulation: { imports: ["terraform"], pure: true },
  app: { imports: ["environment", "constructs", "clouds", "stacks", "terraform", "analysis", "simulation"] },
  testing: { imports: ["terraform", "constructs", "stacks", "simulation", "analysis", "app", "report"] },
};

const clouds = ["openstack", "ctyun"];

/** How many folders deep below a layer's own the rules reach. */
const depths = [0, 1, 2, 3];

const everywhere = [
  {
    regex: "^@cdktf/provider-(?!generator)[^/]+(?:/(?:lib/?(?:index(?:\\.js)?)?)?)?$",
    message:
      "A provider's index loads every resource: import the one resource, such as @cdktf/provider-kubernetes/lib/namespace-v1.",
  },
  {
    regex: "(?:^|/)bindings(?:/[^/]+)?/?(?:index)?$",
    message: "Import the one resource, such as ../../bindings/openstack/networking-network-v2.",
  },
  {
    regex: "^\\./\\.\\.|[^./]/\\.\\.(?:/|$)",
    message: "Write the shortest relative path: the layer rules read it.",
  },
];

const withoutCdktf = {
  regex: "^(?:cdktf|cdktf-cli|constructs|@cdktf/.*)(?:/|$)",
  message: "This layer works without cdktf: it must load fast and run anywhere.",
};

/** The patterns for files that stand `depth` folders below `src/<layer>/`. */
function layerPatterns(layer, depth) {
  const { imports, pure } = layers[layer];
  const toSource = `(?:\\.\\./){${depth + 1}}`;
  return [
    ...everywhere,
    ...(pure ? [withoutCdktf] : []),
    {
      regex: `^${toSource}(?!(?:${[layer, ...imports].join("|")})(?:/|$))`,
      message: `The layer ${layer} may import ${imports.length === 0 ? "no other layer" : `only ${imports.join(", ")}`}.`,
    },
  ];
}

/** The patterns for files that stand `depth` folders below `src/clouds/`, in one cloud's folder. */
function cloudPatterns(cloud, depth) {
  const others = clouds.filter((other) => other !== cloud).join("|");
  return [
    ...layerPatterns("clouds", depth),
    {
      regex: `^(?:\\.\\./){${depth}}(?:${others})(?:/|$)|(?:^|/)bindings/(?:${others})(?:/|$)`,
      message: "The clouds know nothing of each other: what they share belongs to the contract in src/constructs.",
    },
  ];
}

function restrictImports(files, patterns) {
  return { files: [files], rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] } };
}

const layerRules = depths.flatMap((depth) => {
  const files = `${"*/".repeat(depth)}*.ts`;
  return [
    ...Object.keys(layers).map((layer) => restrictImports(`src/${layer}/${files}`, layerPatterns(layer, depth))),
    ...(depth === 0
      ? []
      : clouds.map((cloud) =>
          restrictImports(`src/clouds/${cloud}/${files.slice("*/".length)}`, cloudPatterns(cloud, depth)),
        )),
  ];
});

module.exports = defineConfig(
  globalIgnores(["lib/", "cdktf.out/", "coverage/", "src/bindings/"]),
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      // A construct is made for its effect on the tree.
      "no-new": "off",
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // jest's matchers are typed by adding to its own namespace.
      "@typescript-eslint/no-namespace": ["error", { allowDeclarations: true }],
      eqeqeq: "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  restrictImports("**/*.ts", everywhere),
  layerRules,
  {
    files: Object.keys(layers).map((layer) => `src/${layer}/**/*.ts`),
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "ImportExpression", message: "Import at the top of the file: the layer rules read it." },
      ],
    },
  },
  {
    files: ["*.js"],
    languageOptions: {
      sourceType: "commonjs",
      globals: { __dirname: "readonly", module: "writable", require: "readonly" },
    },
  },
);
