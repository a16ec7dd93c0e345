import { basename } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The tests of the changed file first: the sooner one fails, the sooner the next mutant. Long sequences last. */
class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const changed = (this.ctx.config.related ?? []).map((file) => basename(file, '.ts'))
    const rankOf = ({ moduleId }: TestSpecification): number => {
      if (moduleId.endsWith('.sequence.test.ts')) return 2
      return changed.some((name) => basename(moduleId).startsWith(`${name}.`)) ? 0 : 1
    }
    return files.toSorted((a, b) => rankOf(a) - rankOf(b) || a.moduleId.localeCompare(b.moduleId))
  }
}

/** The domain's own tests. `isolate: false`: one fresh worker for each mutant, not one for each mutant and test file. */
export default defineConfig({
  test: {
    include: ['domain/**/*.test.ts'],
    exclude: ['**/*.peers.test.ts'],
    setupFiles: ['tests/mutation/settle-random-cases.ts', 'tests/mutation/stop-at-first-failure.ts'],
    sequence: { sequencer: NearestFirst },
    isolate: false,
    testTimeout: 60_000,
  },
})
