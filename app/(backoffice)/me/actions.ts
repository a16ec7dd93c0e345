'use server'

import { revalidatePath } from 'next/cache'
import { ask } from '#app/ask.ts'
import { orLeave } from '#app/request.ts'

export async function endSession(staffSessionId: string): Promise<void> {
  await orLeave(ask('end-own-session', { staffSessionId }))
  revalidatePath('/me')
}

export async function forgetDevice(deviceId: string): Promise<void> {
  await orLeave(ask('forget-known-device', { deviceId }))
  revalidatePath('/me')
}
