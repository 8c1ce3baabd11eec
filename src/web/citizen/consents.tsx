import { isId } from '../../kernel/ids.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { answerConsent, consentsForMe, type ConsentAsked } from '../../public-services/dossier/index.ts'
import { Button, Form, RadioGroup, type Lang } from '../kit/index.ts'
import { page } from '../public/index.ts'
import { myStrings } from './my-strings.ts'
import { following } from './purposes.ts'
import { refuse } from './refusals.ts'

/** The head of household or owner is asked directly, never typed for by the applicant. */
export function AnswerConsent(props: { consent: ConsentAsked; lang: Lang }) {
  const { consent, lang } = props
  const say = myStrings.in(lang)
  return (
    <Form action={`/y-kien/${consent.consentId}`}>
      <p class="caption">{say('consent.for', { code: consent.code, service: consent.serviceName })}</p>
      <h1>{say('consent.heading')}</h1>
      <p class="lead">«{consent.says}»</p>
      <RadioGroup name="answer" label={say('consent.label')} options={[{ value: 'yes', label: say('consent.yes') }, { value: 'no', label: say('consent.no') }]} />
      <p class="hint">{say('consent.note')}</p>
      <div class="buttons"><Button act="send-consent">{say('consent.send')}</Button></div>
    </Form>
  )
}

async function consentPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = []): Promise<PageReply> {
  const consent = (await consentsForMe(ctx)).find((each) => each.consentId === req.params['id']) ?? refuse('citizen.consent-unknown')
  return page(req, { title: myStrings.t(req.lang, 'consent.title'), screen: 'C-22-household', back: { href: '/toi' }, errors, nav: false }, <AnswerConsent consent={consent} lang={req.lang} />, errors.length > 0 ? 422 : 200)
}

export const consentRoute = pageRoute({ method: 'GET', url: '/y-kien/:id', access: { citizen: { level: 2 } }, purpose: following, handler: (ctx, req) => consentPage(ctx, req) })

export const answerConsentRoute = pageRoute({
  method: 'POST', url: '/y-kien/:id', access: { citizen: { level: 2 } }, purpose: following,
  async handler(ctx, req) {
    const answer = req.form.get('answer')
    const consentId = req.params['id'] ?? ''
    if (answer !== 'yes' && answer !== 'no') return consentPage(ctx, req, [{ field: 'answer', vi: myStrings.vi['consent.choose'], en: myStrings.en['consent.choose'] }])
    if (!isId(consentId)) return refuse('citizen.consent-unknown')
    await answerConsent(ctx, { consentId, agree: answer === 'yes' })
    return { redirect: '/toi?y-kien=1' }
  },
})
