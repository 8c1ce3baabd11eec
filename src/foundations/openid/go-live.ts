import { settingsProblems } from './check-settings.ts'
import type { Client, RelyingOrganisation } from './client.ts'

export interface GoLiveCheck {
  readonly key: 'settings' | 'licence' | 'agreement' | 'security-level' | 'profile' | 'purposes' | 'tried' | 'papers'
  readonly met: boolean
}

/**
 * What must hold before two people look at a client (NĐ 69/2024 art. 18–23: state bodies connect with a system of security level 3 or higher and an agreement;
 * everybody else through a licensed authentication provider). FAPI 2.0 wherever anything of a person is told: our rule.
 */
export function goLiveChecks(organisation: RelyingOrganisation, { settings, environment }: Client, papers: number, triedInSandbox: boolean): GoLiveCheck[] {
  const tells = settings.purposes.some(({ facts }) => facts.length > 0)
  return [
    { key: 'settings', met: settingsProblems(settings, environment).length === 0 },
    { key: 'licence', met: organisation.kind === 'state' || (organisation.licence ?? '').trim().length >= 5 },
    { key: 'agreement', met: settings.agreement.trim().length >= 5 },
    { key: 'security-level', met: organisation.kind !== 'state' || settings.securityDecision.trim().length >= 5 },
    { key: 'profile', met: !tells || (settings.profile === 'fapi2' && settings.auth !== 'none') },
    { key: 'purposes', met: settings.purposes.length > 0 && settings.purposes.every(({ facts }) => facts.every(({ why }) => why.trim().length >= 5)) },
    { key: 'tried', met: triedInSandbox },
    { key: 'papers', met: papers > 0 },
  ]
}
