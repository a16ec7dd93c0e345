import type { FastifyRequest } from 'fastify'

/** What is answered as text rather than as the contract's JSON: the contract's own pages, and the metrics. */
export type Page = {
  path: string
  summary: string
  contentType: string
  /** Throws Refused for a caller who may not read it. */
  render: (request: FastifyRequest) => string | Promise<string>
}
