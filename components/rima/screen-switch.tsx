'use client'
import { AtmScreen } from './screens/atm-screen.tsx'
import { ChoosePasswordScreen } from './screens/choose-password-screen.tsx'
import { CodesScreen } from './screens/codes-screen.tsx'
import { DeactivatedScreen } from './screens/deactivated-screen.tsx'
import { DevicesScreen } from './screens/devices-screen.tsx'
import { FirstCodeScreen } from './screens/first-code-screen.tsx'
import { LockedScreen } from './screens/locked-screen.tsx'
import { MobileScreen } from './screens/mobile-screen.tsx'
import { SmsCodeScreen } from './screens/sms-code-screen.tsx'
import { TokenScreen } from './screens/token-screen.tsx'
import { UnsupportedScreen } from './screens/unsupported-screen.tsx'
import { WelcomeScreen } from './screens/welcome-screen.tsx'
import { WipedScreen } from './screens/wiped-screen.tsx'
import { texts } from './texts.ts'
import type { Rima } from './use-rima.ts'

export function ScreenSwitch({ rima }: { rima: Rima }) {
  switch (rima.state.screen) {
    case 'loading':
      return <p className="py-16 text-center text-[1rem] text-ink-2">{texts.loading}</p>
    case 'unsupported':
      return <UnsupportedScreen />
    case 'welcome':
      return <WelcomeScreen rima={rima} />
    case 'choose-password':
      return <ChoosePasswordScreen rima={rima} />
    case 'locked':
      return <LockedScreen rima={rima} />
    case 'wiped':
      return <WipedScreen rima={rima} />
    case 'mobile':
      return <MobileScreen rima={rima} />
    case 'sms-code':
      return <SmsCodeScreen rima={rima} />
    case 'go-to-atm':
      return <AtmScreen rima={rima} />
    case 'token-parts':
      return <TokenScreen rima={rima} />
    case 'first-code':
    case 'clock-off':
      return <FirstCodeScreen rima={rima} />
    case 'codes':
      return rima.session && <CodesScreen rima={rima} session={rima.session} />
    case 'devices':
      return rima.session && <DevicesScreen rima={rima} session={rima.session} />
    case 'deactivated':
      return <DeactivatedScreen rima={rima} />
  }
}
