import type { ApiDocument, Json, Operation } from '#channel/contract/openapi.ts'

/** The page's only style; its policy names it by its hash. */
export const docsStyle = `
:root{color-scheme:light dark;--line:#8884;--soft:#8881;--accent:#0a66c2}
body{font:15px/1.55 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{margin-top:2.5rem;border-bottom:1px solid var(--line);text-transform:capitalize}
h3{font:600 1rem ui-monospace,monospace;margin:1.8rem 0 .2rem}h3 b{color:var(--accent)}
table{border-collapse:collapse;width:100%;margin:.5rem 0}
td,th{border:1px solid var(--line);padding:.3rem .5rem;text-align:start;vertical-align:top;font-size:.9rem}
th{background:var(--soft)}code,pre{font:.85rem ui-monospace,monospace}
pre{background:var(--soft);padding:.6rem;overflow:auto;margin:.3rem 0}summary{cursor:pointer}`

/** The contract for people: one self-contained HTML page. */
export function renderDocsPage({ info, paths }: ApiDocument): string {
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const byTag = Map.groupBy(calls, ({ operation }) => operation.tags[0] ?? '')
  const sections = [...byTag].map(
    ([tag, group]) =>
      `<h2 id="${escapeHtml(tag)}">${escapeHtml(tag)}</h2>${group
        .map(({ path, method, operation }) => renderCall(method, path, operation))
        .join('')}`,
  )
  const title = escapeHtml(String(info.title))
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${docsStyle}</style><h1>${title} v${escapeHtml(String(info.version))}</h1>
<p>${escapeHtml(String(info.description))}</p><p>As a document: <a href="/v1/openapi.json">/v1/openapi.json</a></p>
${sections.join('\n')}</html>`
}

function renderCall(method: string, path: string, { summary, requestBody, responses }: Operation): string {
  const rows = Object.entries(responses).map(([status, response]) => {
    const description = escapeHtml(String(response.description)).replaceAll('\n', '<br>')
    return `<tr><td><code>${status}</code><td>${description.replace(/`([^`]+)`/g, '<code>$1</code>')}${renderSchema(response)}`
  })
  const body =
    requestBody === undefined ? '' : `<details open><summary>Body</summary>${renderSchema(requestBody)}</details>`
  return `<section><h3><b>${method.toUpperCase()}</b> ${escapeHtml(path)}</h3><p>${escapeHtml(summary)}</p>${body}
<table><tr><th>Status<th>Answer${rows.join('')}</table></section>`
}

function renderSchema({ content }: Json): string {
  const schema = (content as Record<string, Json> | undefined)?.['application/json']?.schema
  return schema === undefined ? '' : `<pre>${escapeHtml(JSON.stringify(schema, null, 2))}</pre>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
