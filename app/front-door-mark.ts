/** `token`: the mark of what the door wrote; `begun`: the numbers of the requests by which an act of ours has begun. */
export type Door = { token: string; begun: Set<string> }
const kept = globalThis as typeof globalThis & { ramzbanDoor?: Door }

/** What the front door knows of this process's requests; none before it is open. One for all bundles. */
export const frontDoor = (): Door | undefined => kept.ramzbanDoor

export function keepFrontDoor(door: Door): void {
  kept.ramzbanDoor = door
}
