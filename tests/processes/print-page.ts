import type { Belonging, Person } from './list-belongings.ts'

type Found = {
  people: Record<string, Person>
  belongings: Belonging[]
  reached: Record<string, string[]>
  nameOf: (id: number) => string
}

const head = [
  '# Who runs as whom, and what is whose',
  '',
  'Printed from a running demo by `tests/processes/process-users.test.ts`, started as root in a fresh folder; it fails when what',
  'stands here is not so: `WRITE_PROCESSES=1 npx vitest run tests/processes` writes it anew. The ids are the defaults, from',
  '`RAMZBAN_UID_BASE` on; no user of these numbers exists ([decision 22](../decisions/022-process-users.md)).',
  '',
]

export function printPage({ people, belongings, reached, nameOf }: Found): string {
  const processes = Object.entries(people).map(([name, { uid, gid, groups, capabilities, umask, variables }]) =>
    row([
      name,
      `${uid}:${gid}`,
      groups || '–',
      uid === 0 ? 'root’s' : capabilities || '–',
      umask,
      variables.map((one) => `\`${one}\``).join(' '),
    ]),
  )
  const files = belongings.map(({ path, uid, gid, mode, isFolder }) =>
    row([`${path}${isFolder && path !== '.' ? '/' : ''}`, nameOf(uid), nameOf(gid), mode]),
  )
  const shells = Object.entries(reached).map(([name, found]) => row([name, found.join('<br>') || 'nothing']))
  return [
    ...head,
    '## Processes',
    '',
    'None but the supervisor (`npm start`) has a capability, none a further group, and none a variable that another’s secret stands in.',
    '',
    row(['process', 'uid:gid', 'further groups', 'capabilities', 'umask', 'variables of its environment']),
    row(['---', '---', '---', '---', '---', '---']),
    ...processes,
    '',
    '## Files under DATA_DIR',
    '',
    row(['path', 'owner', 'group', 'mode']),
    row(['---', '---', '---', '---']),
    ...files,
    '',
    'Everything beneath `postgres/` belongs to postgres and is open to nobody else.',
    '',
    '## What a shell gets at',
    '',
    'One as each user, and as nobody, tries to list, read and write each of these files and folders and the program’s own, and the',
    'environment, memory and open files of each process, and to send it a signal. What it got, beside its own process:',
    '',
    row(['shell of', 'got']),
    row(['---', '---']),
    ...shells,
    '',
  ].join('\n')
}

function row(cells: string[]): string {
  return `| ${cells.join(' | ')} |`
}
