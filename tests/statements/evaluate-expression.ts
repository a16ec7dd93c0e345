import ts from 'typescript'
import type { Choices } from './choices.ts'

/** What an expression comes to; a function is kept with the names it sees. */
export type Value = string | number | boolean | null | undefined | Value[] | { [name: string]: Value } | Closure
type Closure = { closure: ts.SignatureDeclaration & { body?: ts.Node }; scope: Scope }
type Scope = { names: Map<ts.Symbol, Value>; id: string }
export type Evaluation = { checker: ts.TypeChecker; choices: Choices }

/** Not to be read without running it. */
export class Unreadable extends Error {}

const topScope: Scope = { names: new Map(), id: '' }

/** The value of an expression as far as its text says it; what it does not say is chosen from its type. */
export function evaluateExpression(evaluation: Evaluation, node: ts.Expression, scope: Scope = topScope): Value {
  try {
    return evaluateForm(evaluation, node, scope)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return chooseByType(evaluation, node, { key: `${scope.id} ${node.getText()}`, cause: error })
  }
}

function evaluateForm(evaluation: Evaluation, node: ts.Expression, scope: Scope): Value {
  const read = (inner: ts.Expression): Value => evaluateExpression(evaluation, inner, scope)
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isNumericLiteral(node)) return Number(node.text)
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false
  if (node.kind === ts.SyntaxKind.NullKeyword) return null
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map((span) => asText(read(span.expression)) + span.literal.text).join('')
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return read(node.expression)
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return !read(node.operand)
  if (ts.isBinaryExpression(node)) return evaluateBinary(node, read)
  if (ts.isConditionalExpression(node))
    return isTrue(evaluation, node.condition, scope) ? read(node.whenTrue) : read(node.whenFalse)
  if (ts.isArrayLiteralExpression(node))
    return node.elements.flatMap((element) =>
      ts.isSpreadElement(element) ? asList(read(element.expression)) : [read(element)],
    )
  if (ts.isObjectLiteralExpression(node)) return evaluateObject(evaluation, node, scope)
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { closure: node, scope }
  if (ts.isIdentifier(node)) return evaluateName(evaluation, node, scope)
  if (ts.isPropertyAccessExpression(node)) return memberOf(read(node.expression), node.name.text)
  if (ts.isElementAccessExpression(node)) return memberOf(read(node.expression), asText(read(node.argumentExpression)))
  if (ts.isCallExpression(node)) return evaluateCall(evaluation, node, scope)
  throw new Unreadable(node.getText())
}

function evaluateBinary(node: ts.BinaryExpression, read: (inner: ts.Expression) => Value): Value {
  const left = read(node.left)
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.QuestionQuestionToken:
      return left ?? read(node.right)
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return left && read(node.right)
    case ts.SyntaxKind.BarBarToken:
      return left || read(node.right)
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
      return left === read(node.right)
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return left !== read(node.right)
    case ts.SyntaxKind.PlusToken:
      return typeof left === 'number' ? left + Number(read(node.right)) : asText(left) + asText(read(node.right))
    case ts.SyntaxKind.AsteriskToken:
      return Number(left) * Number(read(node.right))
    default:
      throw new Unreadable(node.getText())
  }
}

/** Whether a condition holds; one that says nothing is taken both ways, in one way alike wherever it stands. */
function isTrue(evaluation: Evaluation, condition: ts.Expression, scope: Scope): boolean {
  try {
    return Boolean(evaluateExpression(evaluation, condition, scope))
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return evaluation.choices.choose(`${scope.id} ${condition.getText()}`, [true, false])
  }
}

function evaluateObject(evaluation: Evaluation, node: ts.ObjectLiteralExpression, scope: Scope): Value {
  const found: { [name: string]: Value } = {}
  for (const property of node.properties) {
    const name = property.name && (ts.isStringLiteralLike(property.name) ? property.name.text : property.name.getText())
    // Values of parameters are no part of the text, and read nothing.
    if (name === 'values') continue
    if (ts.isPropertyAssignment(property) && name) {
      const { initializer } = property
      Object.defineProperty(found, name, {
        get: () => evaluateExpression(evaluation, initializer, scope),
        enumerable: true,
      })
    } else if (ts.isShorthandPropertyAssignment(property) && name)
      found[name] = evaluateName(evaluation, property.name, scope)
    else throw new Unreadable(property.getText())
  }
  return found
}

function evaluateName(evaluation: Evaluation, node: ts.Identifier, scope: Scope): Value {
  if (node.text === 'undefined') return undefined
  const { checker } = evaluation
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node)
  const known = symbol && (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol)
  const declaration = known?.valueDeclaration
  if (!known || !declaration) throw new Unreadable(node.text)
  if (scope.names.has(known)) return scope.names.get(known)
  if (ts.isFunctionDeclaration(declaration)) return { closure: declaration, scope: topScope }
  if (ts.isVariableDeclaration(declaration) && declaration.initializer && isConst(declaration))
    return evaluateExpression(evaluation, declaration.initializer, scope)
  if (ts.isBindingElement(declaration) && ts.isArrayBindingPattern(declaration.parent)) {
    const { parent } = declaration.parent
    const place = declaration.parent.elements.indexOf(declaration)
    if (ts.isVariableDeclaration(parent) && parent.initializer)
      return memberOf(evaluateExpression(evaluation, parent.initializer, scope), String(place))
  }
  return chooseByType(evaluation, node, { key: `declared at ${declaration.pos}`, cause: new Unreadable(node.text) })
}

function isConst(declaration: ts.VariableDeclaration): boolean {
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0
}

function evaluateCall(evaluation: Evaluation, node: ts.CallExpression, scope: Scope): Value {
  const read = (inner: ts.Expression): Value => evaluateExpression(evaluation, inner, scope)
  const { expression, arguments: given } = node
  const [first] = given
  if (ts.isPropertyAccessExpression(expression) && first) {
    const call = (item: Value): Value => callClosure(evaluation, read(first), [item])
    const method = expression.name.text
    if (method === 'map') return asList(read(expression.expression)).map(call)
    if (method === 'filter') return asList(read(expression.expression)).filter((item) => Boolean(call(item)))
    if (method === 'includes') return asList(read(expression.expression)).includes(read(first))
    if (method === 'join')
      return asList(read(expression.expression))
        .map(asText)
        .join(asText(read(first)))
    throw new Unreadable(node.getText())
  }
  return callClosure(evaluation, read(expression), given.map(read))
}

function callClosure(evaluation: Evaluation, called: Value, given: readonly Value[]): Value {
  if (!isClosure(called) || !called.closure.body) throw new Unreadable('a call of what is not in the source')
  const { closure, scope } = called
  const names = new Map(scope.names)
  const bind = (name: ts.BindingName, value: Value): void => {
    if (ts.isIdentifier(name)) {
      const symbol = evaluation.checker.getSymbolAtLocation(name)
      if (symbol) names.set(symbol, value)
      return
    }
    for (const [place, element] of name.elements.entries()) {
      if (!ts.isBindingElement(element)) continue
      const key = ts.isArrayBindingPattern(name) ? String(place) : (element.propertyName ?? element.name).getText()
      bind(element.name, memberOf(value, key))
    }
  }
  for (const [place, parameter] of closure.parameters.entries()) bind(parameter.name, given[place])
  const inner = { names, id: `${scope.id}/${closure.pos}(${given.map((value) => JSON.stringify(value)).join()})` }
  const { body } = closure
  if (body && !ts.isBlock(body)) return evaluateExpression(evaluation, body as ts.Expression, inner)
  const returned = (body as ts.Block | undefined)?.statements.find(ts.isReturnStatement)?.expression
  if (!returned) throw new Unreadable('a function without one return')
  return evaluateExpression(evaluation, returned, inner)
}

function chooseByType(
  { checker, choices }: Evaluation,
  node: ts.Expression,
  { key, cause }: { key: string; cause: Unreadable },
): Value {
  const type = checker.getTypeAtLocation(node)
  const members = type.isUnion() ? type.types : [type]
  // A number is a bound or a limit: any will do.
  if (members.every((member) => member.flags & ts.TypeFlags.NumberLike)) return 1
  const literals = members.map((member): Value => {
    if (member.isStringLiteral()) return member.value
    if (member.flags & ts.TypeFlags.BooleanLiteral) return checker.typeToString(member) === 'true'
    if (member.flags & ts.TypeFlags.Null) return null
    throw cause
  })
  return choices.choose(key, literals)
}

function memberOf(value: Value, name: string): Value {
  if (value === null || typeof value !== 'object' || !(name in value)) throw new Unreadable(`.${name}`)
  return (value as { [name: string]: Value })[name]
}

function isClosure(value: Value): value is Closure {
  return value !== null && typeof value === 'object' && 'closure' in value
}

function asList(value: Value): Value[] {
  if (!Array.isArray(value)) throw new Unreadable('no list')
  return value
}

function asText(value: Value): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw new Unreadable('no text')
  return String(value)
}
