import { endOverstays } from '#server/maintenance/overstay-repository.ts'
import type { WorkerServices } from '#server/services.ts'

/** A little more than the web role's own timeouts, which a web process that was taken over would set otherwise. */
const LIMIT_SECONDS = 12

/** Nobody reads for so long: what is held open all the same is ended, and the log says so. */
export async function endWebOverstays({ pool, log }: Pick<WorkerServices, 'pool' | 'log'>): Promise<void> {
  const ended = await endOverstays(pool, LIMIT_SECONDS)
  if (ended > 0) log.warn({ ended }, 'the web process held transactions open and was cut off')
}
