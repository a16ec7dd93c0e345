import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkHistory } from './check-history.ts'
import type { FinalTables, Violation } from './history.ts'
import { readHistory } from './record-history.ts'

/** Puts a history and what the database held aside, to be looked into and checked again; answers where. */
export function keepEvidence(historyFile: string, tables: FinalTables): string {
  const folder = mkdtempSync(join(tmpdir(), 'ramzban-evidence-'))
  cpSync(historyFile, join(folder, 'history.jsonl'))
  writeFileSync(join(folder, 'tables.json'), JSON.stringify(tables))
  return folder
}

export function checkEvidence(folder: string): Violation[] {
  const tables = JSON.parse(readFileSync(join(folder, 'tables.json'), 'utf8')) as FinalTables
  return checkHistory(readHistory(join(folder, 'history.jsonl')), tables)
}
