import { getTranslator, readLocale } from '#app/locale.ts'
import { orLeave, readOperator, readOperatorContext } from '#app/operator-context.ts'
import { web } from '#app/services.ts'
import { SettingsFrame } from '#components/settings/settings-frame.tsx'
import { StaffTable } from '#components/settings/staff-table.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { isAllowed } from '#domain/operator/permission.ts'
import { readStaff } from '#server/settings/read-settings.ts'
import { SignInCodeDialog } from './sign-in-code-dialog.tsx'

export default async function StaffPage() {
  const [services, ctx, locale] = await Promise.all([web(), readOperatorContext(), readLocale()])
  const [t, shell] = await Promise.all([getTranslator('settings'), getTranslator('shell')])
  const [staff, { role }] = await Promise.all([orLeave(readStaff(services, ctx)), readOperator()])
  return (
    <SettingsFrame current="staff" t={t}>
      <Banner tone="info" className="mb-4">
        {t('staff.note')}
      </Banner>
      <Panel>
        <StaffTable
          staff={staff}
          nowMs={ctx.nowMs}
          locale={locale}
          t={t}
          roleName={(role) => shell(`roles.${role}`)}
          help={
            isAllowed(role, 'settings:change')
              ? ({ id, name }) => <SignInCodeDialog operatorId={id} name={name} />
              : null
          }
        />
      </Panel>
    </SettingsFrame>
  )
}
