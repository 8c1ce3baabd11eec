import { Refusal } from '../../kernel/refusal.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { outlineOf } from '../../public-services/dossier/index.ts'
import { Button, Form, TextField, type Lang } from '../kit/index.ts'
import { lookers, workPage } from './frame.ts'
import { Outline, withUnits } from './outline.tsx'
import { workStrings } from './strings.ts'

const purpose = { code: 'dossier-look-up', basis: 'NĐ 118/2025/NĐ-CP', text: 'Tra cứu hồ sơ theo mã' }

export function LookUp(props: { code: string; lang: Lang }) {
  const say = workStrings.in(props.lang)
  return (
    <>
      <h1>{say('lookup.heading')}</h1>
      <Form action="/lam-viec/tra-cuu" method="get" label={say('lookup.heading')} class="narrow-form">
        <TextField name="ma" maxlength={80} label={say('lookup.code')} hint={say('lookup.hint')} value={props.code} autocomplete="off" />
        <Button act="look-up" icon="search">{say('lookup.do')}</Button>
      </Form>
      <p class="hint">{say('lookup.no-person')}</p>
    </>
  )
}

/** By its code, without anybody's data: whoever may see more opens it from the queue. */
export const lookUpRoute = pageRoute({
  method: 'GET', url: '/lam-viec/tra-cuu', access: { officer: lookers }, purpose,
  async handler(ctx, req) {
    const code = (req.query['ma'] ?? '').trim()
    if (code === '') return form(ctx, req, code)
    try {
      const model = await withUnits(ctx, await outlineOf(ctx, code))
      return await workPage(ctx, req, { title: model.outline.code, screen: 'O-look-up', path: req.target, back: { href: '/lam-viec/tra-cuu', label: workStrings.t(req.lang, 'lookup.again') } }, <Outline {...model} lang={req.lang} />)
    } catch (error) {
      if (error instanceof Refusal && error.status < 500) return form(ctx, req, code, error)
      throw error
    }
  },
})

async function form(ctx: Ctx, req: PageRequest, code: string, refusal?: Refusal): Promise<PageReply> {
  const errors = refusal ? [{ field: 'ma', vi: refusal.next ? `${refusal.vi} ${refusal.next}` : refusal.vi, ...(refusal.en ? { en: refusal.en } : {}) }] : []
  return workPage(ctx, req, { title: workStrings.t(req.lang, 'lookup.title'), screen: 'O-look-up', errors }, <LookUp code={code} lang={req.lang} />, refusal?.status)
}
