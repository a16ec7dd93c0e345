'use server'

import { revalidatePath } from 'next/cache'
import { ask } from '../../ask.ts'
import { orLeave } from '../../operator-context.ts'

export async function endSession(staffSessionId: string): Promise<void> {
  await orLeave(ask('end-own-session', { staffSessionId }))
  revalidatePath('/me')
}
