import type { DeviceKeys } from './device-keys.ts'
import type { ClockRecord } from './judge-clock.ts'
import type { KeyDerivation, SealedBytes } from './seal-bytes.ts'

export type CardStatus = 'pending' | 'active' | 'suspended' | 'deactivated'

export interface StoredCard {
  enrollmentId: string
  activationId: string
  card: string
  pinKind: 'first' | 'second'
  status: CardStatus
  otp: { digits: number; periodSeconds: number; t0: number }
  sealedSecret: SealedBytes | null
  /** The time step whose code went to the bank as the first one: it cannot pay any more. */
  usedStep?: number
}

export interface RimaRecords {
  password: { derivation: KeyDerivation; check: SealedBytes; wrongTries: number }
  device: { keys: DeviceKeys; deviceId: string | null; maskedMobile: string }
  registration: { registrationId: string; expiresAtMs: number; mobile: string }
  pendingActivation: SealedBytes
  cards: StoredCard[]
  clock: ClockRecord
}

/** What Rima keeps on the phone. `update` is atomic: it reads, changes and is on disk when it resolves; undefined deletes. */
export interface RimaStore {
  read<K extends keyof RimaRecords>(name: K): Promise<RimaRecords[K] | undefined>
  update<K extends keyof RimaRecords>(
    name: K,
    change: (old: RimaRecords[K] | undefined) => RimaRecords[K] | undefined,
  ): Promise<RimaRecords[K] | undefined>
}

export function openRimaStore(): RimaStore {
  const database = openDatabase()
  return {
    async read(name) {
      const records = (await database).transaction('records').objectStore('records')
      return settle(records.get(name))
    },
    async update(name, change) {
      const transaction = (await database).transaction('records', 'readwrite', { durability: 'strict' })
      const records = transaction.objectStore('records')
      const committed = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve()
        transaction.onabort = () => reject(transaction.error)
      })
      const changed = change(await settle(records.get(name)))
      if (changed === undefined) records.delete(name)
      else records.put(changed, name)
      await committed
      return changed
    },
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open('rima', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('records')
  return settle(opening)
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
