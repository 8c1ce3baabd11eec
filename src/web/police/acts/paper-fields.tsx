import type { Basis } from '../../../foundations/acts/index.ts'
import { DateField, TextArea, TextField, type Lang } from '../../kit/index.ts'
import type { Faults, Typed } from '../act-screen.tsx'
import { proposalStrings } from '../proposal-strings.ts'

/** The paper a proposal or an act rests on: nothing is corrected without one. A note is for the second officer; an act has none. */
export function PaperFields(props: { typed: Typed; lang: Lang; note?: false }) {
  const { typed, note = true } = props
  const say = proposalStrings.in(props.lang)
  return (
    <>
      <TextField name="paper" label={say('paper.kind')} hint={say('paper.kind-hint')} value={typed.get('paper')} maxlength={120} />
      <TextField name="paper-number" label={say('paper.number')} value={typed.get('paper-number')} optional width="half" maxlength={60} />
      <DateField name="paper-date" label={say('paper.date')} optional value={typed.date('paper-date')} />
      <TextField name="paper-issuer" label={say('paper.issuer')} value={typed.get('paper-issuer')} optional maxlength={160} />
      {note && <TextArea name="note" label={say('paper.note')} value={typed.get('note')} optional rows={2} />}
    </>
  )
}

export function readPaper(typed: Typed, faults: Faults, article: string): { basis: Basis; note: string } {
  const kind = typed.get('paper').trim()
  if (kind === '') faults.errors.push({ field: 'paper', vi: proposalStrings.vi['wrong.paper'], en: proposalStrings.en['wrong.paper'] })
  const [number, date, issuer] = [typed.get('paper-number').trim(), faults.dayOrNull(typed, 'paper-date'), typed.get('paper-issuer').trim()]
  return { basis: { article, documents: [{ kind, ...(number ? { number } : {}), ...(date ? { date } : {}), ...(issuer ? { issuer } : {}) }] }, note: typed.get('note').trim() }
}

/** 'Giấy khai sinh số 12/2000, 08/03/2000, UBND xã Long Phước' */
export const paperWords = (basis: Basis, day: (date: string) => string): string =>
  (basis.documents ?? []).map((each) => [`${each.kind}${each.number ? ` số ${each.number}` : ''}`, each.date ? day(each.date) : '', each.issuer ?? ''].filter((part) => part !== '').join(', ')).join('; ')
