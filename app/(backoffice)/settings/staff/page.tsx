import { getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { SettingsFrame } from '#components/settings/settings-frame.tsx'
import { StaffTable } from '#components/settings/staff-table.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { isAllowed } from '#domain/operator/permission.ts'
import { readStaff } from '#server/settings/read-settings.ts'
import { SignInCodeDialog } from './sign-in-code-dialog.tsx'

export default async function StaffPage() {
  const { services, ctx, operator, locale, nowMs } = await readRequest()
  const [t, shell] = await getTranslators('settings', 'shell')
  const staff = await orLeave(readStaff(services, ctx))
  return (
    <SettingsFrame current="staff" t={t}>
      <Banner tone="info" className="mb-4">
        {t('staff.note')}
      </Banner>
      <Panel>
        <StaffTable
          staff={staff}
          nowMs={nowMs}
          locale={locale}
          t={t}
          roleName={(role) => shell(`roles.${role}`)}
          help={
            isAllowed(operator.role, 'settings:change')
              ? ({ id, name }) => <SignInCodeDialog operatorId={id} name={name} />
              : null
          }
        />
      </Panel>
    </SettingsFrame>
  )
}
