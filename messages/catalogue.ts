import type {} from 'use-intl'
import approvalsEn from './approvals.en.json' with { type: 'json' }
import approvalsFa from './approvals.fa.json' with { type: 'json' }
import auditEn from './audit.en.json' with { type: 'json' }
import auditFa from './audit.fa.json' with { type: 'json' }
import catalogueSettingsEn from './catalogue-settings.en.json' with { type: 'json' }
import catalogueSettingsFa from './catalogue-settings.fa.json' with { type: 'json' }
import complaintsEn from './complaints.en.json' with { type: 'json' }
import complaintsFa from './complaints.fa.json' with { type: 'json' }
import customersEn from './customers.en.json' with { type: 'json' }
import customersFa from './customers.fa.json' with { type: 'json' }
import commonEn from './en.json' with { type: 'json' }
import commonFa from './fa.json' with { type: 'json' }
import failureEn from './failure.en.json' with { type: 'json' }
import failureFa from './failure.fa.json' with { type: 'json' }
import findEn from './find.en.json' with { type: 'json' }
import findFa from './find.fa.json' with { type: 'json' }
import homeEn from './home.en.json' with { type: 'json' }
import homeFa from './home.fa.json' with { type: 'json' }
import meEn from './me.en.json' with { type: 'json' }
import meFa from './me.fa.json' with { type: 'json' }
import reasonsEn from './reasons.en.json' with { type: 'json' }
import reasonsFa from './reasons.fa.json' with { type: 'json' }
import rimaEn from './rima.en.json' with { type: 'json' }
import rimaFa from './rima.fa.json' with { type: 'json' }
import settingsEn from './settings.en.json' with { type: 'json' }
import settingsFa from './settings.fa.json' with { type: 'json' }
import simulatorsEn from './simulators.en.json' with { type: 'json' }
import simulatorsFa from './simulators.fa.json' with { type: 'json' }
import statementEn from './statement.en.json' with { type: 'json' }
import statementFa from './statement.fa.json' with { type: 'json' }
import verificationsEn from './verifications.en.json' with { type: 'json' }
import verificationsFa from './verifications.fa.json' with { type: 'json' }

const fa = {
  ...commonFa,
  approvals: approvalsFa,
  audit: auditFa,
  catalogueSettings: catalogueSettingsFa,
  complaints: complaintsFa,
  customers: customersFa,
  failure: failureFa,
  find: findFa,
  home: homeFa,
  me: meFa,
  reasons: reasonsFa,
  rima: rimaFa,
  settings: settingsFa,
  simulators: simulatorsFa,
  statement: statementFa,
  verifications: verificationsFa,
}

export type Catalogue = typeof fa
export type Namespace = keyof Catalogue

const en: Catalogue = {
  ...commonEn,
  approvals: approvalsEn,
  audit: auditEn,
  catalogueSettings: catalogueSettingsEn,
  complaints: complaintsEn,
  customers: customersEn,
  failure: failureEn,
  find: findEn,
  home: homeEn,
  me: meEn,
  reasons: reasonsEn,
  rima: rimaEn,
  settings: settingsEn,
  simulators: simulatorsEn,
  statement: statementEn,
  verifications: verificationsEn,
}

export const catalogues: Record<'fa' | 'en', Catalogue> = { fa, en }

declare module 'use-intl' {
  interface AppConfig {
    Locale: 'fa' | 'en'
    Messages: Catalogue
  }
}
