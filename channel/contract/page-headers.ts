import { createHash } from 'node:crypto'
import { docsStyle } from '#channel/contract/render-docs-page.ts'

const styleHash = createHash('sha256').update(docsStyle).digest('base64')

/** A page of the contract loads nothing but its own style, cannot be framed and sends no referrer. */
export const pageHeaders = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
}
