import { type RoundFigures, type Spread, spreadOfFigure } from './figures.ts'

export const print = (line: string): void => void process.stdout.write(`${line}\n`)

export function printSpread(spread: Spread | null, digits: number): string {
  if (spread === null) return '–'
  const [median, min, max] = [spread.median, spread.min, spread.max].map((value) => value.toFixed(digits))
  return `${median} [${min}..${max}]`
}

const columns: { title: string; figure: keyof RoundFigures; digits: number }[] = [
  { title: 'per second', figure: 'perSecond', digits: 0 },
  { title: 'p50 ms', figure: 'p50Ms', digits: 1 },
  { title: 'p99 ms', figure: 'p99Ms', digits: 1 },
  { title: 'server CPU ms', figure: 'serverCpuMs', digits: 2 },
  { title: 'PostgreSQL CPU ms', figure: 'databaseCpuMs', digits: 2 },
  { title: 'generator CPU ms', figure: 'generatorCpuMs', digits: 2 },
  { title: 'server MB', figure: 'serverMb', digits: 0 },
  { title: 'others %', figure: 'othersPercent', digits: 0 },
]

/** Medians of the rounds, with the least and the most of them. */
export function printFigures(title: string, figures: Record<string, RoundFigures[]>): void {
  print(`\n${title}`)
  print(`| what | ${columns.map((column) => column.title).join(' | ')} |`)
  print(`|---|${columns.map(() => '---').join('|')}|`)
  for (const [name, rounds] of Object.entries(figures)) {
    const cells = columns.map(({ figure, digits }) => printSpread(spreadOfFigure(rounds, figure), digits))
    print(`| ${name} | ${cells.join(' | ')} |`)
  }
}

/** A line for a gate, and whether it holds. */
export function printGate(what: string, ratio: Spread, gate: { atLeast: number } | { atMost: number }): boolean {
  const holds = 'atLeast' in gate ? ratio.median >= gate.atLeast : ratio.median <= gate.atMost
  const bound = 'atLeast' in gate ? `≥ ${gate.atLeast}` : `≤ ${gate.atMost}`
  print(`${holds ? 'PASS' : 'FAIL'}  ${what}: ${printSpread(ratio, 2)}, must be ${bound}`)
  return holds
}

/** What is aimed at, without a gate: it depends on the machine. */
export function printAim(what: string, spread: Spread | null, aim: string): void {
  print(`aim   ${what}: ${printSpread(spread, 2)}, aim ${aim}`)
}

export function printFact(what: string, spread: Spread | null): void {
  print(`      ${what}: ${printSpread(spread, 2)}`)
}
