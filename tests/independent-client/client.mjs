// A client written from the contract's page with what Node brings, and nothing of this project: CHANNEL_URL and DATA_DIR say where the bank is.
import { hasOathtool } from './app.mjs'
import { appErrors } from './app-errors.mjs'
import { atmErrors } from './atm-errors.mjs'
import { report } from './check.mjs'
import { commonErrors } from './common-errors.mjs'
import { gatewayErrors } from './gateway-errors.mjs'
import { appJourney, smsJourney } from './journeys.mjs'
import { smsAndOperations } from './sms-errors.mjs'

if (!hasOathtool) console.log('oathtool is not installed: the steps that need a code of the app are left out')
await smsJourney()
const live = await appJourney()
await commonErrors()
await atmErrors()
await appErrors(live)
await gatewayErrors()
await smsAndOperations()
process.exitCode = report()
