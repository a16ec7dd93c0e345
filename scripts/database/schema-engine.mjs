#!/usr/bin/env node
// Prisma's schema engine for machines that cannot download one. The CLI starts the program named by
// PRISMA_SCHEMA_ENGINE_BINARY and speaks JSON-RPC with it, a line a message; here the WebAssembly engine from npm answers.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'

/** The stock adapter splits a script at every `;`, which breaks `$$ … $$` bodies: this one sends it whole. */
class WholeScriptPg extends PrismaPg {
  async connect() {
    const connection = await super.connect()
    connection.executeScript = async (script) => {
      await connection.underlyingDriver().query(script)
    }
    return connection
  }
}

const engineModule = '@prisma/schema-engine-wasm/schema_engine_bg'
const { url } = JSON.parse(argumentsAfter('--datasource')[0] ?? '{}')

if (process.argv.includes('cli')) await answerCanConnect()
await answerRequests()
process.exit(0)

function argumentsAfter(flag) {
  return process.argv.flatMap((argument, index) => (argument === flag ? [process.argv[index + 1]] : []))
}

/** `cli can-connect-to-database`: the exit code answers; a failure is a log line after an empty one. */
async function answerCanConnect() {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.end()
    process.exit(0)
  } catch (error) {
    const fields = { error_code: 'P1001', message: error.message }
    process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}`)
    process.exit(1)
  }
}

async function answerRequests() {
  const bindings = await loadEngine()
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScriptPg({ connectionString: url }))
  const schemas = argumentsAfter('--datamodels').map((file) => [file, readFileSync(file, 'utf8')])
  let engine
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const { id, method, params } = JSON.parse(line)
    const isAnswerToPrint = method === undefined
    if (isAnswerToPrint) continue
    try {
      engine ??= await bindings.SchemaEngine.new(
        { datamodels: schemas.length ? schemas : undefined },
        () => {},
        adapter,
      )
      const result = await engine[method === 'getDatabaseVersion' ? 'version' : method](params)
      if (method === 'diff' && result.stdout) {
        send({ id: 1_000_000 + id, method: 'print', params: { content: result.stdout } })
      }
      send({ id, result: result ?? null })
    } catch (error) {
      send({ id, error: toRpcError(error, adapter) })
    }
  }
}

async function loadEngine() {
  const bindings = await import(engineModule)
  const wasmFile = createRequire(import.meta.url)
    .resolve(engineModule)
    .replace(/\.js$/, '.wasm')
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmFile), { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const registry = { message: '', get: () => registry.message }
  registry.set_message = (message) => {
    registry.message = message
  }
  globalThis.PRISMA_WASM_PANIC_REGISTRY = registry
  return bindings
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}

function toRpcError(error, adapter) {
  const number = Number(/External error id#(\d+)/.exec(error.message)?.[1] ?? -1)
  const cause = adapter.errorRegistry.consumeError(number)
  const message = cause ? `${cause.error.message}\n${error.message}` : error.message
  return { code: 4466, message, data: { is_panic: false, message, error_code: error.code } }
}
