import type { Refusal } from '../../kernel/refusal.ts'
import { isInput, type Service } from '../../public-services/catalogue/index.ts'
import { ButtonLink, CheckAnswers, type Lang } from '../kit/index.ts'
import { flowStrings } from './flow-strings.ts'

export interface Typed { readonly label: string; readonly value: string }

/** What a page of this form sent, in the words of its questions. */
export function typedOn(service: Service, body: Readonly<Record<string, readonly string[]>>): Typed[] {
  return service.form.flatMap((page) => page.items).filter(isInput).filter((item) => item.kind !== 'declaration').flatMap((item) => {
    const parts = Object.entries(body).filter(([name]) => name === item.id || name.startsWith(`${item.id}.`)).flatMap(([, values]) => values).filter((value) => value.trim() !== '')
    return parts.length === 0 ? [] : [{ label: item.label, value: parts.map((value) => item.options?.find((option) => option.value === value)?.label ?? value).join(' / ') }]
  })
}

/** C-30: the right to act ended while a form was being filled in. */
export function ActingStopped(props: { refusal: Pick<Refusal, 'code' | 'vi' | 'en' | 'next'>; typed: readonly Typed[]; lang: Lang }) {
  const { refusal, typed, lang } = props
  const say = flowStrings.in(lang)
  return (
    <>
      <h1>{(lang === 'en' && refusal.en) || refusal.vi}</h1>
      <p class="lead">{lang === 'vi' && refusal.next ? refusal.next : say(refusal.code === 'dossier.acting-paused' ? 'stopped.paused' : 'stopped.ended')}</p>
      {typed.length > 0 && <CheckAnswers title={say('stopped.typed')} answers={typed.map(({ label, value }) => ({ label, value }))} />}
      {typed.length > 0 && <p class="hint">{say('stopped.typed-text')}</p>}
      <div class="buttons"><ButtonLink href="/lam-thay" act="choose-person">{say('stopped.choose')}</ButtonLink></div>
    </>
  )
}
