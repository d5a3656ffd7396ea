import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, globalIgnores, includeIgnoreFile } from "eslint/config";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";
import { noTokenArithmetic } from "./scripts/lint/no-token-arithmetic.mjs";

const here = import.meta.dirname;
const boundaries = JSON.parse(readFileSync(join(here, "scripts/lint/boundaries.json"), "utf8"));

const anyFileOf = (room) => (/\.[a-z]+$/.test(room) ? room : `${room}/**`);

/** Loading a provider's barrel costs seconds; one module of it costs milliseconds. */
const bannedEverywhere = [
  {
    regex: "^@cdktf/provider-(aws|grafana)(/lib(/index(\\.js)?)?)?/?$",
    message: "Import one resource: @cdktf/provider-<name>/lib/<resource>. The barrel takes seconds to load.",
  },
  { regex: "^ts-node(/|$)", message: "TypeScript runs through tsx here." },
];

const bannedInPureRooms = {
  regex: "^(cdktf|constructs|@cdktf/.+)(/|$)",
  message: "This folder is pure: no cdktf, no constructs, no provider bindings.",
};

const focusedTests = ["skip", "only", "todo", "fails"].map((name) => ({
  selector: `MemberExpression[property.name='${name}'] Identifier[name=/^(it|test|describe|suite)$/]`,
  message: `No .${name} in committed tests.`,
}));

/** The SDK calls its classic dashboards deprecated, but the new kind needs a Grafana newer than the ones supported. */
const dashboardsOfTodaysGrafana = [
  { from: "package", package: "@grafana/grafana-foundation-sdk", name: ["Dashboard", "DashboardBuilder"] },
];

/** For each room: everything of this repository is out of bounds, except itself and what the arrows allow. */
const zones = Object.entries(boundaries.rooms).flatMap(([pattern, allowed]) =>
  roomsOf(pattern).map((room) => ({
    target: `./${room}`,
    from: ".",
    except: ["./node_modules", "./providers", ...[room, ...allowed].map((path) => `./${path}`)],
    message: `${room} may import ${allowed.length > 0 ? allowed.join(", ") : "nothing of ours"}.`,
  })),
);

/** Folders a pattern stands for; `constructs/*` is every domain that has no line of its own. */
function roomsOf(pattern) {
  if (!pattern.endsWith("/*")) return existsSync(join(here, pattern)) ? [pattern] : [];
  const parent = pattern.slice(0, -2);
  if (!existsSync(join(here, parent))) return [];
  return readdirSync(join(here, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${parent}/${entry.name}`)
    .filter((room) => !(room in boundaries.rooms));
}

export default defineConfig(
  includeIgnoreFile(join(here, ".gitignore")),
  globalIgnores(["**/*.d.mts"]),
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-param-reassign": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      "no-restricted-imports": ["error", { patterns: bannedEverywhere }],
      "no-restricted-syntax": ["error", ...focusedTests],
    },
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: here } },
    plugins: { "import-x": importX, estate: { rules: { "no-token-arithmetic": noTokenArithmetic } } },
    settings: { "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".mjs", ".json"] })] },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: here, zones }],
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": true, minimumDescriptionLength: 10 }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-deprecated": ["error", { allow: dashboardsOfTodaysGrafana }],
      "@typescript-eslint/no-misused-spread": ["error", { allow: [{ from: "lib", name: "string" }] }],
      "@typescript-eslint/no-shadow": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/prefer-readonly": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: ["constructs/**/*.ts", "stacks/**/*.ts"], rules: { "estate/no-token-arithmetic": "error" } },
  {
    files: ["**/*.ts"],
    ignores: boundaries.environment.map(anyFileOf),
    rules: {
      "no-console": "error",
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Only entry points read the environment; pass values in." },
      ],
    },
  },
  {
    // Taking a mock's or a stub's method apart is harmless, and what assertions are made of.
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/unbound-method": "off" },
  },
  {
    files: boundaries.pure.map((room) => `${room}/**/*.ts`),
    rules: { "no-restricted-imports": ["error", { patterns: [...bannedEverywhere, bannedInPureRooms] }] },
  },
);
