import { defineConfig } from '@playwright/test'
import base from '../../playwright.config.ts'

/** Not a test: draws the pictures of docs/screens anew (`npm run pictures`). */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: 'take-pictures.ts',
  globalSetup: '../harness/start-system.ts',
  outputDir: '../../test-results/pictures',
  timeout: 1_800_000,
})
