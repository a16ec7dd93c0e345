import { readFileSync } from 'node:fs'
import { groupThumbprint } from '#domain/channel-client/group-thumbprint.ts'
import { makeClientKey, openSealedSecret } from './client-key-file.ts'

const usage = `For the owner of a machine that calls Ramzban:
  npm run client-key -- make FILE             draws a key pair: the private key into FILE, the public one to be sent to the bank
  npm run client-key -- open FILE JWE [OUT]   opens what the bank sent (text, a file, or - for standard input) into OUT
`

const [command, file, sealed, out] = process.argv.slice(2)
try {
  if (command === 'make' && file) make(file)
  else if (command === 'open' && file && sealed) await open(file, sealed, out)
  else throw new Error(usage)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}

function make(path: string): void {
  const { publicKey, thumbprint } = makeClientKey(path)
  process.stdout.write(`${JSON.stringify(publicKey)}\n\nthumbprint  ${groupThumbprint(thumbprint)}\n`)
  process.stderr.write(
    `\nSend the line above to the bank. When they call, read the thumbprint out to them. ${path} stays on this machine.\n`,
  )
}

async function open(path: string, given: string, wanted: string | undefined): Promise<void> {
  const jwe = given === '-' ? readFileSync(0, 'utf8') : given
  const { keyId, version, writtenTo } = await openSealedSecret({ file: path, jwe, out: wanted })
  process.stdout.write(`keyid ${keyId}, version ${version}: the secret, as base64url, stands in ${writtenTo}\n`)
}
