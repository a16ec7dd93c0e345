import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { describeApi } from '#channel/contract/openapi.ts'
import type { Page } from '#channel/contract/page.ts'
import { renderDocsPage } from '#channel/contract/render-docs-page.ts'
import { Refused, refuse } from '#channel/http/problem.ts'
import type { Metrics } from '#channel/metrics.ts'
import type { Route } from '#channel/route.ts'

type PageSources = { routes: readonly Route[]; metrics: Metrics; metricsToken: string | undefined }

/** The contract's own pages, made once from the routes, and the metrics. */
export function listPages({ routes, metrics, metricsToken }: PageSources): Page[] {
  const pages: Page[] = [
    {
      path: '/metrics',
      summary: 'Measurements for Prometheus; with METRICS_TOKEN as bearer, or from this machine itself.',
      contentType: metrics.contentType,
      render: (request) => {
        requireMetricsReader(request, metricsToken)
        return metrics.render()
      },
    },
  ]
  const texts = { openapi: '', docs: '' }
  pages.push(
    {
      path: '/v1/openapi.json',
      summary: 'This contract, as OpenAPI 3.1.',
      contentType: 'application/json; charset=utf-8',
      render: () => texts.openapi,
    },
    {
      path: '/docs',
      summary: 'This contract, to read.',
      contentType: 'text/html; charset=utf-8',
      render: () => texts.docs,
    },
  )
  const document = describeApi(routes, pages)
  texts.openapi = JSON.stringify(document)
  texts.docs = renderDocsPage(document)
  return pages
}

const loopback = /^(127(\.[0-9]{1,3}){3}|::1|::ffff:127(\.[0-9]{1,3}){3})$/
const forwarding = /^via$|forwarded|(client|real|remote|connecting)-?(ip|addr)|^x-(envoy|original|proxy)-/

function requireMetricsReader(request: FastifyRequest, token: string | undefined): void {
  if (token !== undefined) {
    if (equals(request.headers.authorization ?? '', `Bearer ${token}`)) return
    throw refuse('unauthenticated')
  }
  const isForwarded = Object.keys(request.headers).some((name) => forwarding.test(name))
  if (isForwarded || !loopback.test(request.ip)) {
    throw new Refused({
      status: 403,
      code: 'forbidden',
      detail: 'Without METRICS_TOKEN, only from this machine itself.',
    })
  }
}

function equals(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
