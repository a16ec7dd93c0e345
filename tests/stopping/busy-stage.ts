import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { startEmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts'
import { startService } from '../../scripts/run/service.ts'
import { findBrowser } from '../../scripts/test/install-test-tools.ts'
import { defaultUidBase, isRoot, plannedUsers } from '../../scripts/users/process-users.ts'
import { findUnreachable } from '../../scripts/users/unreachable.ts'

const folder = process.env.BUSY_FOLDER ?? ''
const deaf =
  "for (const s of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(s, () => {}); setInterval(() => {}, 1e3)"
const environment = { BUSY_FOLDER: folder }

// One that hears no signal; one in a session of its own whose parent is gone; one in there that lost its environment.
spawn(process.execPath, ['-e', deaf], { stdio: 'ignore' })
const shell = `setsid sh -c '"$0" -e "$1" & env -i BUSY_FOLDER="$BUSY_FOLDER" sleep 900' "$0" "$1" &`
spawn('sh', ['-c', shell, process.execPath, deaf], { stdio: 'ignore' })
const { channel } = plannedUsers(defaultUidBase)
const isApart = isRoot() && findUnreachable(channel, '/') === undefined
const ids = isApart ? channel : undefined
startService({ name: 'server', args: ['-e', deaf], environment, logFolder: folder, ids })
await startEmbeddedPostgres({ dataFolder: join(folder, 'data'), durable: false })
const executablePath = findBrowser()
if (executablePath) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  await (await browser.newPage()).goto('about:blank')
}
writeFileSync(join(folder, 'busy'), '')
await new Promise((resolve) => setTimeout(resolve, 600_000))
