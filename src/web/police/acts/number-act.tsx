import { readPerson, type IdentityNumber } from '../../../foundations/population/index.ts'
import { groupPin } from '../../../kernel/personal-number.ts'
import type { Ctx, Purpose } from '../../../platform/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { FactLine, KnownCard, type Lang } from '../../kit/index.ts'
import type { ActScreen, Faults } from '../act-screen.tsx'
import { numberStrings } from '../number-strings.ts'
import { personStrings } from '../person-strings.ts'
import { onPerson, type PersonActModel } from './person-act.tsx'

export const numberPurpose = (article: string, text: string): Purpose => ({ code: 'correction', basis: `NĐ 70/2024/NĐ-CP, ${article}`, text })

export interface NumberModel extends PersonActModel { readonly numbers: readonly IdentityNumber[] }

/** What every form on a person's numbers shares: the numbers on record stand above the questions. */
export const onNumbers = {
  ...onPerson,
  async load(ctx: Ctx, req: PageRequest): Promise<NumberModel> {
    const model = await onPerson.load(ctx, req)
    return { ...model, numbers: (await readPerson(ctx, model.personId, ['identityNumbers'])).identityNumbers }
  },
  known: (model: NumberModel, lang: Lang) => <>{onPerson.known(model, lang)}<NumbersKnown numbers={model.numbers} lang={lang} /></>,
} satisfies Partial<ActScreen<NumberModel, unknown>>

function NumbersKnown(props: { numbers: readonly IdentityNumber[]; lang: Lang }) {
  const { numbers, lang } = props
  const say = numberStrings.in(lang)
  return (
    <KnownCard title={say('known')}>
      {numbers.length === 0 && <FactLine f="numbers" label={say('known')} value={say('none')} />}
      {numbers.map((each) => <FactLine f={`number.${each.kind}`} label={kindWord(each.kind, lang)} value={`${groupPin(each.value)} (${personStrings.t(lang, `status.${each.status}`).toLowerCase()})`} />)}
    </KnownCard>
  )
}

export const kindWord = (kind: IdentityNumber['kind'], lang: Lang): string => personStrings.t(lang, `number.${kind}`)

export function wrong(faults: Faults, field: string, word: Extract<keyof typeof numberStrings.vi, `wrong.${string}`>): void {
  faults.errors.push({ field, vi: numberStrings.vi[word], en: numberStrings.en[word] })
}
