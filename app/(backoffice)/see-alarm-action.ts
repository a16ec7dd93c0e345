'use server'

import { revalidatePath } from 'next/cache'
import { ask } from '#app/ask.ts'
import { orLeave } from '#app/request.ts'
import { AppError } from '#server/app-error.ts'

/** One that is over, or is none, is gone from the page all the same. */
export async function seeAlarm(alarmId: string): Promise<void> {
  await orLeave(
    ask('see-alarm', { alarmId: String(alarmId) }).catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'not_found')) throw error
    }),
  )
  revalidatePath('/')
}
