/** What a record was, in a few words or figures that decide about the act. Never a code, a token part or a whole number. */
export type ApprovalFact = string | number | boolean | null
export type ApprovalFacts = Readonly<Record<string, ApprovalFact>>
export type ApprovalChange = { fact: string; was: ApprovalFact; is: ApprovalFact }

/** The facts as one text, whatever the order they were collected in. */
export function writeFactsVersion(facts: ApprovalFacts): string {
  return JSON.stringify(facts, Object.keys(facts).sort())
}

/** What of the facts is not what it was, by name. */
export function findChanges(factsVersion: string, facts: ApprovalFacts): ApprovalChange[] {
  const before: ApprovalFacts = JSON.parse(factsVersion)
  const names = [...new Set([...Object.keys(before), ...Object.keys(facts)])].sort()
  return names.flatMap((fact) => {
    const [was, is] = [before[fact] ?? null, facts[fact] ?? null]
    return was === is ? [] : [{ fact, was, is }]
  })
}
