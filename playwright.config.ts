import { defineConfig } from '@playwright/test'
import { findFreePort } from './scripts/run/free-port.ts'
import { findBrowser } from './scripts/test/install-test-tools.ts'

// Chosen once by the runner; its workers read this file too and inherit the addresses.
process.env.E2E_WEB_URL ??= `http://127.0.0.1:${await findFreePort()}`
process.env.E2E_CHANNEL_URL ??= `http://127.0.0.1:${await findFreePort()}`

const quietly = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const offline = ['--disable-component-update', '--disable-sync']
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/harness/start-system.ts',
  outputDir: './test-results/e2e',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  forbidOnly: true,
  // A machine may be at work on other things; what is right after 15 s is right.
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env.E2E_WEB_URL,
    locale: 'fa-IR',
    timezoneId: 'Asia/Tehran',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    // What was done, beside a failure's picture and its page in words; `--trace retain-on-failure` keeps each step's page.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    launchOptions: { executablePath: findBrowser() ?? 'chromium', args: [...quietly, ...offline, ...asRoot] },
  },
})
