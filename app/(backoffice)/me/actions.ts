'use server'

import { revalidatePath } from 'next/cache'
import { endOwnSession } from '#server/operators/end-own-session.ts'
import { orLeave, readOperatorContext } from '../../operator-context.ts'
import { web } from '../../services.ts'

export async function endSession(staffSessionId: string): Promise<void> {
  await orLeave(endOwnSession(await web(), await readOperatorContext(), { staffSessionId }))
  revalidatePath('/me')
}
