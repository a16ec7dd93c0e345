import type { SigningDevice } from '#server/devices/find-signing-device.ts'

/** The installation that signed: a call of the caller `device` has passed the signature check with one. */
export function signingDevice(device: SigningDevice | undefined): SigningDevice {
  if (device === undefined) throw new Error('An installation’s call arrived without its installation')
  return device
}
