const tests = '\\.(test|spec)\\.tsx?$'
const repositories = 'repository\\.ts$'
const sqlPlumbing = '^server/(database|prisma)\\.ts$'
const nodeCrypto = '^(node:)?crypto$'

/** The table of imports: who may know whom. The whole-repository tests run it, and prove that each rule bites. */
module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^domain/', pathNot: tests },
      to: { pathNot: ['^domain/', nodeCrypto] },
    },
    {
      name: 'browser-safe-domain-imports-nothing',
      severity: 'error',
      from: {
        path: '^domain/(activation/token-alphabet|otp/base32|text/text-folding|text/digits|text/fold-every-digit)\\.ts$',
      },
      to: {},
    },
    {
      name: 'sql-in-repositories-only',
      severity: 'error',
      from: { path: '^(app|channel|worker|server|components)/', pathNot: [tests, repositories, sqlPlumbing] },
      to: { path: ['(^|node_modules/)(@types/)?pg(/|$)', '(^|node_modules/)@?prisma/', '^prisma/'] },
    },
    {
      name: 'transport-knows-no-repository',
      severity: 'error',
      from: { path: '^(app|channel|worker)/', pathNot: tests },
      to: { path: `^server/.*${repositories}` },
    },
    {
      name: 'server-knows-no-transport',
      severity: 'error',
      from: { path: '^server/', pathNot: tests },
      to: { path: '^(app|channel|worker|components)/' },
    },
    {
      name: 'transports-know-not-each-other',
      severity: 'error',
      from: { path: '^(app|channel|worker)/', pathNot: tests },
      to: { path: '^(app|channel|worker)/', pathNot: '^$1/' },
    },
    {
      name: 'components-know-no-app',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(app|channel|worker)/' },
    },
    {
      name: 'components-take-only-types-from-server',
      severity: 'error',
      from: { path: '^components/', pathNot: tests },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'customer-app-knows-no-staff',
      severity: 'error',
      from: { path: '^(app|components)/rima/', pathNot: tests },
      to: { path: '^(server/|app/(?!rima/))', reachable: true },
    },
    {
      name: 'product-knows-no-scaffold',
      severity: 'error',
      from: { path: '^(app|channel|worker|server|components|domain)/', pathNot: tests },
      to: { path: '^(tests|e2e|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default', 'types'], exportsFields: ['exports'] },
  },
}
