import type { Refusal } from '../../kernel/refusal.ts'
import { ButtonLink, type Lang } from '../kit/index.ts'
import { flowStrings } from './flow-strings.ts'

/** What cannot be done is a page, not an error (ux.md §3.3): the reason, what to do, and the way back. */
export function RefusedPage(props: { refusal: Pick<Refusal, 'vi' | 'en' | 'next'>; back: string; lang: Lang }) {
  const { refusal, lang } = props
  return (
    <>
      <h1>{(lang === 'en' && refusal.en) || refusal.vi}</h1>
      {refusal.next && <p class="lead">{refusal.next}</p>}
      <div class="buttons"><ButtonLink kind="secondary" href={props.back} act="back-to-check">{flowStrings.t(lang, 'refused.back')}</ButtonLink></div>
    </>
  )
}
