import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// The CLI would download its schema engine; ours answers from the WebAssembly build that npm ships.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
  new URL('./scripts/database/schema-engine.mjs', import.meta.url),
)

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://unset' },
})
