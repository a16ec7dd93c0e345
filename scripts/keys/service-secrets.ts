import type { RoleUrls } from '../database/prepare-database.ts'
import { type KeyFiles, readKeys, type WebKeys } from './keys.ts'

export type ServiceSecrets = Record<'migrate' | 'channel' | 'worker' | 'web', Record<string, string>>

/** What the environment of each unit of deploy/ has that no other's has. */
export function describeServiceSecrets({ urls, keyFiles }: { urls: RoleUrls; keyFiles: KeyFiles }): ServiceSecrets {
  return {
    migrate: { DATABASE_URL: urls.owner },
    channel: { DATABASE_URL: urls.channel },
    worker: { DATABASE_URL: urls.worker },
    web: { DATABASE_URL: urls.web, NEXTAUTH_SECRET: readKeys<WebKeys>(keyFiles.web).sessionKey },
  }
}
