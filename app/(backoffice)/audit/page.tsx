import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { readPersonalTable } from '#app/(backoffice)/read-personal-table.ts'
import { ask } from '#app/ask.ts'
import { getTranslator, getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { AuditDetail } from '#components/audit/audit-detail.tsx'
import { AuditFilters } from '#components/audit/audit-filters.tsx'
import { auditHref } from '#components/audit/audit-href.ts'
import { AuditTable } from '#components/audit/audit-table.tsx'
import { ExportDialog } from '#components/data-table/export-dialog.tsx'
import { KeysetPages } from '#components/data-table/keyset-pages.tsx'
import { ListAndDetail } from '#components/data-table/list-and-detail.tsx'
import { RowKeys } from '#components/data-table/row-keys.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { staffActions } from '#domain/operator/audit.ts'
import { isAllowed, type Role } from '#domain/operator/permission.ts'
import { listedAuditFields } from '#server/audit/audit-fields.ts'
import { AUDIT_EXPORT_ROWS_MAX } from '#server/audit/export-audit-events.ts'
import { readAuditQuery } from './search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('audit'))('title') }
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { operator, locale, nowMs } = await readRequest()
  const search = await searchParams
  const [t, reasons, verifications, settings, catalogue, proofs, shell, common] = await getTranslators(
    'audit',
    'reasons',
    'verifications',
    'settings',
    'catalogueSettings',
    'customers',
    'shell',
    'common',
  )
  const personal = await readPersonalTable('audit')
  const { query, params, misread, typed } = readAuditQuery(search, nowMs)
  if (Object.values(search).includes('')) redirect(auditHref(params, {}))
  const list = await orLeave(ask('list-audit-events', { ...query, beforeId: params.before, afterId: params.after }))
  const { rows, isOwnOnly, operators } = list
  const open = rows.find(({ id }) => id === params.open)
  const roleName = (role: string): string => shell(`roles.${role as Role}`)
  const mayExport = isAllowed(operator.role, 'audit:read_all') && isAllowed(operator.role, 'verification:export')
  const place = { before: params.before ?? null, after: params.after ?? null }
  return (
    <>
      <PageHeader
        title={isOwnOnly ? t('titleOwn') : t('title')}
        sub={isOwnOnly ? t('subOwn') : null}
        actions={
          mayExport ? (
            <ExportDialog
              action="/audit/export"
              fields={{ ...params, from: String(query.fromMs), to: String(query.toMs) }}
              warning={null}
              labels={{
                open: t('export.open'),
                title: t('export.title'),
                text: t('export.text', { max: AUDIT_EXPORT_ROWS_MAX }),
                reason: t('export.reason'),
                reasonHint: t('export.reasonHint'),
                format: t('export.format'),
                formats: {
                  xlsx: { label: t('export.formats.xlsx'), hint: t('export.formats.xlsxHint') },
                  csv: { label: t('export.formats.csv'), hint: t('export.formats.csvHint') },
                },
                submit: t('export.submit'),
                close: common('close'),
                cancel: common('cancel'),
              }}
            />
          ) : null
        }
      />
      <AuditFilters
        params={params}
        typed={typed}
        fields={listedAuditFields}
        operators={operators}
        actions={staffActions}
        locale={locale}
        t={t}
      />
      {misread.length > 0 ? (
        <Banner tone="warn" className="mt-3">
          {t('filters.misread', { names: misread.map((name) => t(`filters.${name}`)).join(' · ') })}
        </Banner>
      ) : null}
      {params.customer ? (
        <Banner tone="info" className="mt-3">
          {t('filters.ofCustomer', {
            name: rows.find(({ customerName }) => customerName)?.customerName ?? t('someCustomer'),
          })}
        </Banner>
      ) : null}
      <ListAndDetail
        detailWidth="narrow"
        detail={
          open ? (
            <AuditDetail
              row={open}
              mayOpenCustomer={isAllowed(operator.role, 'customer:read')}
              locale={locale}
              words={{ t, reasons, verifications, settings, catalogue, proofs, roleName }}
              closeHref={auditHref(params, place)}
            />
          ) : null
        }
      >
        <AuditTable
          rows={rows}
          fields={listedAuditFields}
          params={params}
          isOwnOnly={isOwnOnly}
          personal={personal}
          nowMs={nowMs}
          locale={locale}
          t={t}
          roleName={roleName}
        />
        <KeysetPages
          newerHref={list.newerThanId && auditHref(params, { after: list.newerThanId })}
          olderHref={list.olderThanId && auditHref(params, { before: list.olderThanId })}
          labels={{ pages: common('pages'), newer: common('newer'), older: common('older') }}
        />
      </ListAndDetail>
      <RowKeys />
    </>
  )
}
