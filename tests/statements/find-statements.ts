import { relative, resolve } from 'node:path'
import ts from 'typescript'
import { inProject, projectRoot } from '../../scripts/project-root.ts'
import { walkAllWays } from './choices.ts'
import { evaluateExpression, Unreadable } from './evaluate-expression.ts'

export type Property = { name: string; family: Family; isNullable: boolean; isOptional: boolean }
/** What a property of a row may hold, null aside. */
export type Family = 'string' | 'number' | 'boolean' | 'bytes' | 'strings' | 'numbers' | 'json' | 'anything' | 'mixed'

/** One call of `.query`. */
export type Statement = {
  /** `server/noun/repository.ts#functionName` */
  place: string
  line: number
  /** Every form that its text can take; null: it must be run to be known. */
  texts: string[] | null
  /** The declared row; null: none is declared. */
  row: Property[] | null
  /** Whether the rows of the answer are looked at. */
  readsRows: boolean
}

const filesWithSql = /^(server|channel|worker|app)\/(?!.*\.test\.).*repository\.ts$/

/** Every statement of the product's repositories, or of the files given. */
export function findStatements(files: readonly string[] = listRepositories()): Statement[] {
  const { config } = ts.readConfigFile(inProject('tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, projectRoot)
  const pathOf = (file: string): string => resolve(projectRoot, file)
  const program = ts.createProgram(files.map(pathOf), { ...options, incremental: false, noEmit: true })
  const checker = program.getTypeChecker()
  return files.flatMap((file) => {
    const source = program.getSourceFile(pathOf(file))
    if (!source) throw new Error(`${file} was not read`)
    return listCalls(source).map((call) => describeCall(checker, source, call))
  })
}

function listRepositories(): string[] {
  return ts.sys
    .readDirectory(projectRoot, ['.ts'], ['node_modules', '.data', '.next'], ['server', 'channel', 'worker', 'app'])
    .map((path) => relative(projectRoot, path))
    .filter((file) => filesWithSql.test(file))
    .sort()
}

function listCalls(source: ts.SourceFile): ts.CallExpression[] {
  const found: ts.CallExpression[] = []
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === 'query'
    )
      found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function describeCall(checker: ts.TypeChecker, source: ts.SourceFile, call: ts.CallExpression): Statement {
  const [rowType] = call.typeArguments ?? []
  return {
    place: `${relative(projectRoot, source.fileName)}#${functionAround(call)}`,
    line: source.getLineAndCharacterOfPosition(call.getStart()).line + 1,
    texts: readTexts(checker, call),
    row: rowType ? listProperties(checker, checker.getTypeFromTypeNode(rowType), call) : null,
    readsRows: readsRows(call),
  }
}

function functionAround(node: ts.Node): string {
  for (let outer: ts.Node = node; outer; outer = outer.parent)
    if (ts.isFunctionDeclaration(outer) && outer.name) return outer.name.text
  return ''
}

function readTexts(checker: ts.TypeChecker, call: ts.CallExpression): string[] | null {
  const [asked] = call.arguments
  if (!asked) return null
  try {
    const texts = walkAllWays((choices) => {
      const value = evaluateExpression({ checker, choices }, asked)
      const text = value !== null && typeof value === 'object' && 'text' in value ? value.text : value
      if (typeof text !== 'string') throw new Unreadable('no text')
      return text
    })
    return [...new Set(texts)]
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}

function readsRows(call: ts.CallExpression): boolean {
  const awaited = ts.isAwaitExpression(call.parent) ? call.parent : call
  const { parent } = ts.isParenthesizedExpression(awaited.parent) ? awaited.parent : awaited
  if (ts.isExpressionStatement(parent)) return false
  if (ts.isVariableDeclaration(parent)) return /\brows\b/.test(parent.name.getText())
  return !(ts.isPropertyAccessExpression(parent) && parent.name.text === 'rowCount')
}

function listProperties(checker: ts.TypeChecker, row: ts.Type, at: ts.Node): Property[] {
  return checker.getPropertiesOfType(row).map((property) => {
    const type = checker.getTypeOfSymbolAtLocation(property, at)
    const members = type.isUnion() ? type.types : [type]
    const empty = ts.TypeFlags.Null | ts.TypeFlags.Undefined
    const families = new Set(members.filter(({ flags }) => !(flags & empty)).map((member) => familyOf(checker, member)))
    const [family = 'mixed'] = families
    return {
      name: property.name,
      family: families.size > 1 ? 'mixed' : family,
      isNullable: members.some(({ flags }) => (flags & (ts.TypeFlags.Null | anything)) !== 0),
      isOptional: (property.flags & ts.SymbolFlags.Optional) !== 0,
    }
  })
}

const anything = ts.TypeFlags.Any | ts.TypeFlags.Unknown

function familyOf(checker: ts.TypeChecker, type: ts.Type): Family {
  if (type.flags & anything) return 'anything'
  if (type.flags & ts.TypeFlags.StringLike) return 'string'
  if (type.flags & ts.TypeFlags.NumberLike) return 'number'
  if (type.flags & ts.TypeFlags.BooleanLike) return 'boolean'
  if (type.symbol?.name === 'Buffer') return 'bytes'
  const element = checker.isArrayLikeType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined
  const family = element && familyOf(checker, element.isUnion() ? (element.types[0] ?? element) : element)
  if (family === 'string') return 'strings'
  if (family === 'number') return 'numbers'
  return 'json'
}
