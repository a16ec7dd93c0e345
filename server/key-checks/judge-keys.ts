import { BACKOFFICE, type HeldKeys, SEAL } from '#server/key-check-values.ts'
import { KeyTrouble, restoreIt } from '#server/key-file.ts'

export type RecordedChecks = ReadonlyMap<string, Buffer>

/**
 * Compares what a file holds with what the database was written with; answers what is not recorded yet.
 * @throws KeyTrouble for the first key that is another, or a sealing key that rows may need and the file lacks
 */
export function judgeKeys({ file, checks }: HeldKeys, recorded: RecordedChecks, mayRotate = false): string[] {
  const wrong = [...checks].filter(([name, value]) => recorded.get(name)?.equals(value) === false)
  const fatal = wrong.filter(([name]) => !(mayRotate && name === BACKOFFICE)).map(([name]) => name)
  if (fatal.length > 0) {
    const verb = fatal.length === 1 ? 'is not the key' : 'are not the keys'
    throw new KeyTrouble(file, `${fatal.join(', ')} ${verb} that this database was written with`, restoreIt)
  }
  const holdsSeals = [...checks.keys()].some((name) => name.startsWith(SEAL))
  const lost = [...recorded.keys()].filter((name) => holdsSeals && name.startsWith(SEAL) && !checks.has(name))
  if (lost.length > 0) {
    throw new KeyTrouble(file, `${lost.join(', ')} is missing, which this database was written with`, restoreIt)
  }
  const known = (name: string, value: Buffer): boolean => recorded.get(name)?.equals(value) === true
  return [...checks].filter(([name, value]) => !known(name, value)).map(([name]) => name)
}
