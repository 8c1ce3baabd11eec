import { TextArea } from '../../kit/index.ts'
import { ProofWays } from '../../public/index.ts'
import { actStrings } from '../act-strings.ts'
import { actRoutes, type ActScreen } from '../act-screen.tsx'
import { confirmationFor } from '../issue-papers.ts'
import { actPurpose } from './household-act.tsx'
import { onPerson, personHref, type PersonActModel } from './person-act.tsx'

/** CT07: what the register says of somebody's residence, signed, valid for a year and void when it changes. */
const act: ActScreen<PersonActModel, { readonly content: string | null }> = {
  ...onPerson, url: '/dc/nguoi/:person/xac-nhan', screen: 'P-03-confirm', title: 'title.confirm', purpose: actPurpose('đ.17', 'Xác nhận thông tin về cư trú (CT07)'),
  fields: ({ today }, typed, lang) => (
    <>
      <details class="details"><summary>{actStrings.t(lang, 'confirm.ways')}</summary><div class="details-body"><p>{actStrings.t(lang, 'confirm.ways-text')}</p><ProofWays on={today} lang={lang} /></div></details>
      <TextArea name="content" label={actStrings.t(lang, 'confirm.content')} hint={actStrings.t(lang, 'confirm.hint')} value={typed.get('content')} optional rows={2} maxlength={300} />
    </>
  ),
  async read(_ctx, _model, typed) {
    return { input: { content: typed.get('content').trim().slice(0, 300) || null } }
  },
  async preview(_ctx, { fullName }, { content }, lang) {
    const say = actStrings.in(lang)
    return { changes: [{ label: say('confirm.paper'), is: `CT07, ${fullName}` }], ...(content ? { facts: [{ label: say('confirm.content'), value: content }] } : {}), warnings: [say('confirm.valid')] }
  },
  async run(ctx, model, { content }, { commandId }) {
    const documentId = await confirmationFor(ctx, { personId: model.personId, content, commandId })
    return { goTo: `${personHref(model)}?giay=${documentId}` }
  },
}

export const confirmResidenceRoutes = actRoutes(act)
