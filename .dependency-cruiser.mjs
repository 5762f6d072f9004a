// The dependency rule (CONTRIBUTING.md). `npm run check` fails on the first import that is not allowed here.
const layers = {
  domain: [],
  portone: ["domain"],
  db: ["domain"],
  jobs: ["db"],
  sync: ["domain", "portone", "db"],
  refunds: ["domain", "portone", "db", "sync", "jobs/queue"],
  webhooks: ["domain", "portone", "db", "sync", "jobs/queue"],
  notifications: ["domain", "db"],
  audit: ["domain", "db"],
  auth: ["domain", "db", "notifications"],
  server: [
    "domain",
    "portone",
    "db",
    "jobs",
    "sync",
    "refunds",
    "webhooks",
    "notifications",
    "auth",
    "audit",
  ],
};

const writes = [
  "root",
  "schema",
  "alerts",
  "audit",
  "settings",
  "people",
  "webhooks",
  "reconciliation",
  "payments",
  "refunds",
  "approvals",
];

const shared = ["ui", "labels", "live"];
const paymentParts = [
  ...shared,
  "shell",
  "notifications",
  "list-tools",
  "payment-list",
  "approvals",
  "refund-form",
];

// The order of subjects inside a layer: a folder may import the listed folders. Files directly in the layer are "root".
const orders = {
  "lib/domain": {
    root: [],
    bank: ["root"],
    payment: ["root", "bank"],
    people: ["root", "payment"],
    policy: ["root", "bank", "payment", "people"],
    refund: ["root", "bank", "payment", "people"],
    approval: ["root", "bank", "payment", "people", "refund"],
    alerts: ["root"],
    audit: ["root", "payment", "refund", "approval"],
    timeline: ["root", "bank", "payment", "people", "refund", "approval"],
    reconciliation: ["root", "bank", "payment", "people", "refund", "approval", "timeline"],
    views: ["root", "bank", "payment", "people", "policy", "refund", "approval", "timeline"],
    webhook: ["root", "bank", "payment", "people", "policy", "refund", "approval", "timeline", "views"],
  },
  components: {
    ui: [],
    labels: ["ui"],
    live: ["ui"],
    shell: shared,
    notifications: shared,
    "list-tools": shared,
    "payment-list": [...shared, "shell", "notifications", "list-tools"],
    "refund-form": [...shared, "shell", "notifications", "list-tools", "approvals"],
    "payment/operations": paymentParts,
    "payment/timeline": paymentParts,
    payment: [...paymentParts, "payment/operations", "payment/timeline"],
    auth: [...shared, "shell"],
    overview: [...shared, "shell"],
    refunds: [...shared, "shell", "list-tools"],
    webhooks: [...shared, "shell"],
    reconciliation: [...shared, "shell"],
    approvals: [...shared, "shell"],
    settings: [...shared, "shell", "approvals"],
    audit: [...shared, "shell", "list-tools"],
  },
  "lib/db": {
    schema: [],
    embedded: [],
    root: ["schema", "embedded"],
    settings: ["root", "schema"],
    people: ["root", "schema"],
    alerts: ["root", "schema", "people"],
    audit: ["root", "schema", "alerts"],
    webhooks: ["root", "schema", "alerts"],
    reconciliation: ["root", "schema", "alerts"],
    payments: ["root", "schema", "alerts", "settings", "people", "webhooks", "reconciliation"],
    refunds: ["root", "schema", "alerts", "settings", "people", "webhooks", "reconciliation", "payments"],
    approvals: [
      "root",
      "schema",
      "alerts",
      "settings",
      "people",
      "webhooks",
      "reconciliation",
      "payments",
      "refunds",
    ],
    queries: writes,
    "queries/payment-list": [...writes, "queries"],
    "queries/payment-page": [...writes, "queries"],
  },
};

const tests = "[.]test[.]tsx?$";
const testTools = "^tests/support/";
const pathOfLayer = (layer) => `^lib/${layer}(/|[.])`;
const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const subjectOf = (layer, subject) => `^${layer}/${subject === "root" ? "[^/]+$" : `${subject}/[^/]+$`}`;
const orderRules = Object.entries(orders).flatMap(([layer, subjects]) => [
  ...Object.entries(subjects).map(([subject, allowed]) =>
    forbid(
      `order-${layer}-${subject}`,
      `${layer}/${subject} may import only: ${allowed.join(", ") || "itself"}`,
      { path: subjectOf(layer, subject), pathNot: tests },
      { path: `^${layer}/`, pathNot: [subject, ...allowed].map((name) => subjectOf(layer, name)) },
    ),
  ),
  forbid(
    `folders-of-${layer}`,
    `${layer} has only these folders`,
    {},
    { path: `^${layer}/.+/`, pathNot: Object.keys(subjects).map((name) => subjectOf(layer, name)) },
  ),
]);

export default {
  forbidden: [
    ...Object.entries(layers).map(([name, allowed]) =>
      forbid(
        `room-${name}`,
        `lib/${name} may import only: ${allowed.join(", ") || "itself"}`,
        { path: `^lib/${name}/`, pathNot: tests },
        {
          path: "^(app|components|e2e|sandbox|tests|lib/[^/]+/|instrumentation)",
          pathNot: [...[name, ...allowed].map(pathOfLayer), testTools],
        },
      ),
    ),
    ...orderRules,
    forbid(
      "domain-is-pure",
      "lib/domain imports only zod/mini, dates and Hangul, and no I/O",
      { path: "^lib/domain/", pathNot: tests },
      {
        path: "node_modules/|^(node:|fs|path|crypto)",
        pathNot: "node_modules/(zod|@internationalized/date|es-hangul)/",
      },
    ),
    forbid(
      "domain-knows-nobody",
      "no clock, no log, no environment",
      { path: "^lib/domain/", pathNot: tests },
      { path: "^(?!lib/domain/|node_modules/)", dependencyTypesNot: ["core"] },
    ),
    forbid(
      "every-file-has-a-room",
      "lib has only these layers and root files",
      {},
      {
        path: "^lib/",
        pathNot: [
          ...Object.keys(layers).map(pathOfLayer),
          "^lib/(cipher|context|env|env-report|env-shapes|keys|log|older-version|refund-log|request-origin|wait-at-most)[.]ts$",
        ],
      },
    ),
    forbid(
      "root-files-are-leaves",
      "the files directly in lib import no layer",
      {
        path: "^lib/(cipher|env|env-report|env-shapes|keys|log|older-version|refund-log|request-origin|wait-at-most)[.]ts$",
      },
      { path: "^(app|components|sandbox|lib/[^/]+/)" },
    ),
    forbid(
      "only-the-start-knows-the-server",
      "only the start imports lib/server, which composes the program",
      { pathNot: "^(lib/server/|instrumentation-node[.]ts$)" },
      { path: "^lib/server/" },
    ),
    forbid(
      "context-holds-types-only",
      "lib/context declares the types of an open desk; lib/server opens it",
      { path: "^lib/context[.]ts$" },
      { path: "^(app|components|sandbox|lib/[^/]+/)", dependencyTypesNot: ["type-only"] },
    ),
    forbid(
      "components-know-the-domain-only",
      "data and actions arrive as props",
      { path: "^components/", pathNot: tests },
      { path: "^(app|e2e|sandbox|lib/)", pathNot: "^lib/domain/" },
    ),
    forbid(
      "components-reach-no-server",
      "also through other files",
      { path: "^components/" },
      { path: "^lib/(?!domain/)", reachable: true },
    ),
    forbid(
      "app-reads-through-queries",
      "the app reads through queries and settings, and writes through use cases or a whole, audited record",
      { path: "^app/", pathNot: tests },
      {
        path: "^(sandbox|e2e)/|^lib/(portone|jobs|db)/",
        pathNot: [
          "^lib/db/(queries/|changes[.]ts|health[.]ts)",
          "^lib/db/[a-z]+/record-",
          "^lib/db/(settings/read-|people/read-sign-in-settings)",
        ],
      },
    ),
    forbid(
      "refunds-and-webhooks-meet-in-sync",
      "lib/refunds and lib/webhooks do not import each other",
      { path: "^lib/refunds/", pathNot: tests },
      { path: "^lib/webhooks/" },
    ),
    forbid(
      "sql-only-in-db",
      "",
      { path: "^(app|components|lib|instrumentation)", pathNot: ["^lib/db/", tests, testTools] },
      { path: "node_modules/(drizzle-orm|pg|@electric-sql)/" },
    ),
    forbid(
      "portone-sdk-only-in-portone",
      "",
      { path: "^(app|components|lib|instrumentation)", pathNot: ["^lib/portone/", tests, testTools] },
      { path: "node_modules/(@portone|undici)/" },
    ),
    forbid(
      "job-engine-only-in-db-and-jobs",
      "",
      { path: "^(app|components|lib|instrumentation)", pathNot: ["^lib/(db|jobs)/", tests, testTools] },
      { path: "node_modules/pg-boss/" },
    ),
    forbid(
      "sandbox-is-another-program",
      "the product calls the sandbox only over HTTP",
      { path: "^(app|components|lib|instrumentation|proxy)", pathNot: [tests, testTools] },
      { path: "^sandbox/" },
    ),
    forbid(
      "sandbox-knows-no-product",
      "the sandbox is the package portone-sandbox and independent of the product that it tests",
      { path: "^sandbox/" },
      // control/page.ts writes data.js for the control page; it is no file.
      { path: "^(?!sandbox/|node_modules/)", pathNot: "^[.]/data[.]js$", dependencyTypesNot: ["core"] },
    ),
    forbid(
      "test-tools-are-for-tests",
      "",
      { pathNot: [tests, testTools, "^(e2e|bench|tests|scripts)/", "^vitest"] },
      { path: testTools },
    ),
    forbid(
      "nobody-knows-the-model",
      "the property tests use the desk and the sandbox from outside",
      { pathNot: "^tests/property/" },
      { path: "^tests/property/" },
    ),
    forbid(
      "the-model-has-no-screens",
      "the property tests use the desk as the worker and the actions do",
      { path: "^tests/property/" },
      { path: "^(app|components|e2e|scripts|instrumentation|proxy)" },
    ),
    forbid("no-cycles", "", {}, { circular: true }),
  ],
  required: [
    {
      name: "entry-points-authenticate",
      severity: "error",
      comment: "every page, handler and action goes through the guards of lib/auth/entry",
      module: {
        path: "^app/.+/(page|route|actions)[.]tsx?$",
        pathNot:
          "^app/(sign-in/(page|provider/route|provider/callback/route)|setup/page|invitation/page|api/webhook/route|api/health/route|api/sign-out/route)",
      },
      to: { path: "^lib/auth/entry[.]ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^([.]next|[.]data|artifacts|test-results|sandbox/dist)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["react-server", "import", "node", "default"],
    },
  },
};
