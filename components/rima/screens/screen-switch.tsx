'use client'
import type { Rima } from '#components/rima/hooks/use-rima.ts'
import { texts } from '#components/rima/texts.ts'
import { AtmScreen } from './atm-screen.tsx'
import { ChoosePasswordScreen } from './choose-password-screen.tsx'
import { CodesScreen } from './codes-screen.tsx'
import { DeactivatedScreen } from './deactivated-screen.tsx'
import { DevicesScreen } from './devices-screen.tsx'
import { FirstCodeScreen } from './first-code-screen.tsx'
import { LockedScreen } from './locked-screen.tsx'
import { MobileScreen } from './mobile-screen.tsx'
import { SmsCodeScreen } from './sms-code-screen.tsx'
import { TokenScreen } from './token-screen.tsx'
import { UnsupportedScreen } from './unsupported-screen.tsx'
import { WelcomeScreen } from './welcome-screen.tsx'
import { WipedScreen } from './wiped-screen.tsx'

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
