import { answerOrRefuse } from '#app/(backoffice)/answer-or-refuse.ts'
import { readLogQuery } from '#app/(backoffice)/verifications/search-params.ts'
import { readOperatorContext } from '#app/request.ts'
import { web } from '#app/services.ts'
import { countNewerVerifications } from '#server/verifications/list-verifications.ts'

/** How many rows came above the newest that is shown. */
export async function GET(request: Request): Promise<Response> {
  return await answerOrRefuse(async () => {
    const [services, ctx] = await Promise.all([web(), readOperatorContext()])
    const { window, filters, params } = readLogQuery(request, ctx.nowMs)
    const afterId = params.after ?? ''
    const newer = await countNewerVerifications(services, ctx, { window, filters, afterId })
    return Response.json({ newer }, { headers: { 'cache-control': 'no-store' } })
  })
}
