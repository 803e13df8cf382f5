// The import rules of the house: a wrong arrow between folders fails the build.
import { readdirSync } from "node:fs";
import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** Folder or file of src/ → what of src/ it may import from (besides itself); the roots put the app together. */
const mayImport = {
  contract: [],
  core: [],
  i18n: ["core"],
  // Of the API only the types of what travels.
  model: ["core", "api/schema.d.ts", "api/wire.ts"],
  crypto: ["core", "model"],
  importers: ["core", "model"],
  db: ["core", "model"],
  api: ["core", "model"],
  sync: ["core", "model", "crypto", "db", "api"],
  actions: ["core", "model", "importers", "crypto", "db", "api", "sync"],
  state: ["core", "model", "db"],
  ui: ["core", "i18n", "model", "actions", "state"],
  sw: [
    "core",
    "model",
    "crypto",
    "db",
    "api",
    "sync",
    "actions",
    "i18n",
    "sw-bridge/messages.ts",
    "sw-bridge/badge.ts",
    "sw-bridge/push.ts",
  ],
  "sw-bridge": ["core", "state", "actions/nudges/port.ts"],
  lock: ["core", "i18n", "model", "db", "ui"],
  "early.ts": [],
  "follow-badge.ts": ["model", "state", "sw-bridge"],
  "follow-news.ts": ["actions", "db", "state"],
  "follow-nudges.ts": ["actions", "db", "state"],
};
/** The roots, the types of the build, and what tests work with: these may import anything. */
const unbound = ["main.ts", "main-later.ts", "globals.d.ts", "virtual.d.ts", "testing"];

const unnamed = readdirSync(new URL("src", import.meta.url)).filter(
  (name) => !(name in mayImport) && !unbound.includes(name),
);
if (unnamed.length > 0) throw new Error(`No import rule for src/${unnamed.join(", src/")}.`);

/**
 * @param {string[]} extra Folders that everything may import from.
 * @returns {["error", object]}
 */
const importRule = (extra = []) => [
  "error",
  {
    basePath: import.meta.dirname,
    zones: [
      ...Object.entries(mayImport).map(([folder, allowed]) => ({
        target: `./src/${folder}`,
        from: "./src",
        except: [...new Set([folder, "contract", ...allowed, ...extra])].map((name) => `./${name}`),
        message: `src/${folder} may import from: ${["contract", ...allowed].join(", ")}.`,
      })),
      {
        target: ["./src/ui/components", "./src/ui/words"],
        from: "./src/ui/screens",
        message: "A screen is made of components and words, not the other way round.",
      },
    ],
  },
];

/** Arguments live on the stack: a list as long as a history overflows it in one browser and not in another. */
const noSpreadHistory = [
  "CallExpression[callee.object.name='Math'] > SpreadElement",
  "CallExpression[callee.property.name=/^(push|unshift|splice|concat|fromCharCode|fromCodePoint|of)$/] > SpreadElement",
  "CallExpression[callee.property.name='apply'][callee.object.object.name=/^(Math|String|Array)$/]",
  "CallExpression[callee.property.name='apply'][callee.object.property.name=/^(push|unshift|splice|concat)$/]",
].map((selector) => ({
  selector,
  message: "A list may be as long as a history: use a loop, reduce or flatMap, not arguments.",
}));

export default defineConfig(
  { ignores: ["dist", ".cache", "node_modules", "public", "src/api/schema.d.ts"] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.app.json", "./tsconfig.worker.json", "./tsconfig.tools.json"],
      },
    },
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()] },
    rules: {
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": importRule(),
      "import-x/order": ["error", { alphabetize: { order: "asc" }, "newlines-between": "never" }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "max-lines": ["error", { max: 400 }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "no-restricted-syntax": ["error", ...noSpreadHistory],
    },
  },
  {
    files: ["**/*.test.ts", "**/*.test.tsx"],
    rules: {
      // A describe block is one function to the linter, however many small tests it holds.
      "max-lines-per-function": "off",
      // A test of any layer works a whole device: storage, actions and all.
      "import-x/no-restricted-paths": importRule(["testing", "actions", "db", "importers"]),
    },
  },
  {
    files: ["**/*.test.ts", "**/*.test.tsx", "src/testing/**"],
    // What a test makes up is as long as it says.
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["tools/**"],
    // Command-line programs speak through the console.
    rules: { "no-console": "off" },
  },
);
