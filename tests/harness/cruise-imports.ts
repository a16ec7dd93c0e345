import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'
import { projectRoot } from '../../scripts/project-root.ts'

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')
const productFolders = ['app', 'channel', 'worker', 'domain', 'server', 'components']

/** What runs in a browser must not lead to node:crypto; type imports are gone by then and do not count. */
const browserRules: IFlattenedRuleSet = {
  forbidden: [
    {
      name: 'components-reach-no-node-crypto',
      severity: 'error',
      from: { path: '^components/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(node:)?crypto$', reachable: true },
    },
  ],
}

/** Every breach of the table of imports below `root`, as `rule: from → to`. */
export async function findImportBreaches(root: string = projectRoot): Promise<string[]> {
  const written = await cruiseFolders({ root, ruleSet: { forbidden: config.forbidden }, typeImports: true })
  const compiled = await cruiseFolders({ root, ruleSet: browserRules, typeImports: false })
  const breaches = [...written.summary.violations, ...compiled.summary.violations]
  return [...breaches.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`), ...findUseCasesInUseCases(written)]
}

// Steps that several use cases share inside their own transaction; a transport may need them too.
const sharedSteps =
  /^server\/(operators\/authorize|audit\/|sms\/|requests\/|policy\/|guards\/|rates\/|signed-requests\/)/
const notUseCases = /(^|\/)parse-[^/]+$|repository\.ts$|schemas?\.ts$|\.test\.ts$/

/** A file of a noun's folder that a transport calls is a use case; no file of the server may call it. */
function findUseCasesInUseCases({ modules }: ICruiseResult): string[] {
  const imports = modules.flatMap(({ source, dependencies }) =>
    dependencies.flatMap(({ resolved, dependencyTypes }) =>
      dependencyTypes.includes('type-only') ? [] : [{ from: source, to: resolved }],
    ),
  )
  const isUseCase = (file: string): boolean =>
    /^server\/[^/]+\/.+\.ts$/.test(file) && !notUseCases.test(file) && !sharedSteps.test(file)
  const fromTransport = imports.filter(({ from }) => /^(app|channel|worker)\//.test(from) && !notUseCases.test(from))
  const useCases = new Set(fromTransport.map(({ to }) => to).filter(isUseCase))
  return imports
    .filter(({ from, to }) => isUseCase(from) && useCases.has(to))
    .map(({ from, to }) => `use-case-knows-no-other: ${from} → ${to}`)
}

type Cruise = { root: string; ruleSet: IFlattenedRuleSet; typeImports: boolean }

async function cruiseFolders({ root, ruleSet, typeImports }: Cruise): Promise<ICruiseResult> {
  const folders = productFolders.filter((folder) => existsSync(join(root, folder)))
  const { tsConfig: _, enhancedResolveOptions, ...options } = config.options
  const { output } = await cruise(
    folders,
    { ...options, tsPreCompilationDeps: typeImports, baseDir: root, ruleSet, validate: true },
    enhancedResolveOptions,
  )
  return output as ICruiseResult
}
