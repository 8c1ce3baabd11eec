import { formatDateVi, todayAt } from '../../kernel/plain-date.ts'
import { checkDocument, tidyVerificationCode, type Verdict as Checked } from '../../foundations/documents/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { Button, Form, TextField, VerdictPanel, type Lang, type Verdict } from '../kit/index.ts'
import { page } from './frame.ts'
import { frameStrings, publicStrings } from './strings.ts'

export interface CheckPaperModel {
  readonly code: string
  readonly checked?: Checked
}

const shownAs: Readonly<Record<Checked['verdict'], Verdict>> = { valid: 'valid', replaced: 'replaced', revoked: 'revoked', altered: 'unknown', unknown: 'unknown' }

/** G-06: anybody with the code learns whether the paper is genuine and holds, and nothing about people. */
export function CheckPaper(props: CheckPaperModel & { lang: Lang }) {
  const { checked, lang } = props
  const say = publicStrings.in(lang)
  return (
    <>
      <h1>{say('check.heading')}</h1>
      {checked && <Answer checked={checked} lang={lang} />}
      {checked && <h2>{say('check.again')}</h2>}
      <Form action="/kiem-tra" method="get" label={say('check.title')}>
        <TextField name="ma" maxlength={80} label={say('check.code')} hint={say('check.hint')} value={checked ? '' : props.code} width="half" autocomplete="off" />
        <Button act="check" icon="shield">{say('check.do')}</Button>
      </Form>
    </>
  )
}

function Answer(props: { checked: Checked; lang: Lang }) {
  const { checked, lang } = props
  const say = publicStrings.in(lang)
  const facts = checked.verdict === 'unknown' ? [] : [
    { label: say('check.paper'), value: checked.title }, ...(checked.number === null ? [] : [{ label: say('check.number'), value: checked.number }]),
    { label: say('check.issuer'), value: checked.issuerName }, { label: say('check.date'), value: formatDateVi(todayAt(checked.issuedAt)) },
    ...(checked.reason === null ? [] : [{ label: say('check.reason'), value: checked.reason }]),
  ]
  return (
    <VerdictPanel verdict={shownAs[checked.verdict]} {...(facts.length > 0 ? { facts } : {})}>
      <p>{say(`check.${checked.verdict}-text`)}</p>
      {checked.verdict !== 'unknown' && <p class="hint">{say('check.no-person')}</p>}
    </VerdictPanel>
  )
}

export const checkPaperRoute = pageRoute({
  method: 'GET', url: '/kiem-tra', access: 'public', purpose: { code: 'documents.check', basis: 'Luật Giao dịch điện tử 2023', text: 'Kiểm tra giấy tờ' },
  rateLimit: { key: 'ip', max: 60, perSeconds: 300, name: 'check-paper' },
  async handler(ctx, req) {
    const asked = req.query['ma']
    const code = tidyVerificationCode(asked ?? '')
    const screen = { title: publicStrings.t(req.lang, 'check.title'), screen: 'G-06', back: { href: '/', label: frameStrings.t(req.lang, 'back.home') } }
    if (asked === undefined) return page(req, screen, <CheckPaper code="" lang={req.lang} />)
    if (code === '') return page(req, { ...screen, errors: [{ field: 'ma', vi: publicStrings.vi['check.empty'], en: publicStrings.en['check.empty'] }] }, <CheckPaper code="" lang={req.lang} />, 422)
    return page(req, screen, <CheckPaper code={code} checked={await checkDocument(ctx, code)} lang={req.lang} />)
  },
})
