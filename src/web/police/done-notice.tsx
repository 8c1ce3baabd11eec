import { isId } from '../../kernel/ids.ts'
import type { PageRequest } from '../../platform/http/index.ts'
import { Notice, type Lang } from '../kit/index.ts'
import { actStrings } from './act-strings.ts'
import { actWord } from './act-words.ts'
import { numberStrings } from './number-strings.ts'

/** What was just recorded or issued, by the address that an act leads back to. */
export interface Done {
  readonly words: string | null
  readonly documentId: string | null
  /** How many other people hold or claim the number that was entered. */
  readonly alsoHeldBy: number
}

export function doneOf(req: PageRequest): Done {
  const paper = req.query['giay'] ?? ''
  return { words: actWord(req.query['xong'], req.lang), documentId: isId(paper) ? paper : null, alsoHeldBy: /^\d{1,4}$/.test(req.query['cung'] ?? '') ? Number(req.query['cung']) : 0 }
}

export function DoneNotice(props: { done: Done; lang: Lang }) {
  const { words, documentId, alsoHeldBy } = props.done
  const say = actStrings.in(props.lang)
  if (words === null && documentId === null) return null
  return (
    <>
      <Notice kind="success" title={words ?? say('done.paper')} live>{documentId !== null && <p><a href={`/dc/giay/${documentId}`}>{say('done.open')}</a>. {say('done.soon')}</p>}</Notice>
      {alsoHeldBy > 0 && <Notice kind="warn" title={numberStrings.t(props.lang, 'also', { n: alsoHeldBy })}><p>{numberStrings.t(props.lang, 'also-text')}</p></Notice>}
    </>
  )
}
