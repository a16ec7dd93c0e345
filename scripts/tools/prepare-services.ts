import { join, resolve } from 'node:path'
import { databaseNameOf, prepareDatabase } from '../database/prepare-database.ts'
import { keepKeys } from '../keys/keep-keys.ts'
import { writeSecretFile } from '../keys/secret-file.ts'
import { describeServiceSecrets } from '../keys/service-secrets.ts'
import { buildWeb, generateDatabaseClient } from '../run/build-web.ts'
import { claimDataFolder } from '../run/claim-data-folder.ts'
import { runTool } from './open-running-system.ts'

/**
 * What the units of deploy/ start from, before their first start and after each new version. With `DATABASE_URL`, an
 * administrator's: the roles, the database, the key files and each unit's secrets, under DATA_DIR. Always: the build.
 */
await runTool(async () => {
  const { DATA_DIR, DATABASE_URL } = process.env
  if (!DATA_DIR) throw new Error('Name the folder of keys and secrets: DATA_DIR=/etc/ramzban npm run prepare-services')
  const dataFolder = resolve(DATA_DIR)
  process.umask(0o022)
  const release = claimDataFolder(dataFolder)
  try {
    await generateDatabaseClient()
    await buildWeb(join(dataFolder, 'logs', 'build.log'))
    if (DATABASE_URL) await prepareSecrets(dataFolder, DATABASE_URL)
    process.stdout.write(DATABASE_URL ? `Prepared. Keys and secrets are in ${dataFolder}.\n` : 'Built.\n')
  } finally {
    release()
  }
})

async function prepareSecrets(dataFolder: string, administratorUrl: string): Promise<void> {
  const databaseName = databaseNameOf(administratorUrl)
  const urls = await prepareDatabase({ administratorUrl, databaseName, dataFolder })
  const keyFiles = await keepKeys({ dataFolder, ownerUrl: urls.owner })
  // The tools that a person runs beside the services read the addresses of all roles here.
  writeSecretFile(join(dataFolder, 'secrets', 'urls.json'), JSON.stringify(urls, null, 2))
  for (const [name, secrets] of Object.entries(describeServiceSecrets({ urls, keyFiles }))) {
    const lines = Object.entries(secrets).map(([variable, value]) => `${variable}=${value}\n`)
    writeSecretFile(join(dataFolder, 'secrets', `${name}.env`), lines.join(''))
  }
}
