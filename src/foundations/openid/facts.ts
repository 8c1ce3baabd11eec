import type { PersonField } from '../population/index.ts'

interface Words {
  readonly vi: string
  readonly en: string
}

/** One thing a relying party may ask to know. */
export interface FactKind {
  readonly label: Words
  /** Claims of OpenID Connect it is answered with. */
  readonly claims: readonly string[]
  /** What is read of the person for it; logged as such. */
  readonly reads: readonly PersonField[]
  /** Read of the e-ID account instead of the register. */
  readonly ofAccount?: 'phone' | 'email'
}

/** Everything that can be asked, each thing by itself: nobody has to take a birth date to learn that somebody is of age (Luật 91/2025: only what the purpose needs). */
export const facts = {
  name: { label: { vi: 'Họ tên', en: 'Full name' }, claims: ['name'], reads: ['fullName'] },
  birthdate: { label: { vi: 'Ngày sinh', en: 'Date of birth' }, claims: ['birthdate'], reads: ['birthDate'] },
  over_18: { label: { vi: 'Đã đủ 18 tuổi hay chưa', en: 'Whether 18 or older' }, claims: ['over_18'], reads: ['birthDate'] },
  gender: { label: { vi: 'Giới tính', en: 'Gender' }, claims: ['gender'], reads: ['gender'] },
  residence: { label: { vi: 'Xã, phường cư trú', en: 'Commune of residence' }, claims: ['residence'], reads: ['area'] },
  phone: { label: { vi: 'Số điện thoại', en: 'Phone number' }, claims: ['phone_number', 'phone_number_verified'], reads: ['phone'], ofAccount: 'phone' },
  email: { label: { vi: 'Thư điện tử', en: 'E-mail address' }, claims: ['email', 'email_verified'], reads: ['email'], ofAccount: 'email' },
  personal_number: { label: { vi: 'Số định danh cá nhân', en: 'Personal number' }, claims: ['personal_number'], reads: ['pin'] },
  assurance: { label: { vi: 'Mức định danh và căn cứ xác minh', en: 'e-ID level and how it was verified' }, claims: ['verified_claims'], reads: [] },
} as const satisfies Record<string, FactKind>

export type Fact = keyof typeof facts
export const allFacts = Object.keys(facts) as Fact[]
export const isFact = (text: string): text is Fact => Object.hasOwn(facts, text)
export const factOf = (fact: Fact): FactKind => facts[fact]

/** Scopes: one for each fact, and the one that foreign software asks by habit. */
export const scopesOfFacts: Readonly<Record<string, readonly Fact[]>> = {
  ...Object.fromEntries(allFacts.map((fact) => [fact, [fact]])),
  profile: ['name', 'birthdate', 'gender'],
}

/** What a request asks to know: by its scopes and by its claims for userinfo. */
export function factsAsked(scope: string | undefined, claims: readonly string[]): Fact[] {
  const byScope = (scope ?? '').split(' ').flatMap((one) => scopesOfFacts[one] ?? [])
  const byClaim = allFacts.filter((fact) => factOf(fact).claims.some((claim) => claims.includes(claim)))
  const asked = new Set([...byScope, ...byClaim])
  return allFacts.filter((fact) => asked.has(fact))
}
