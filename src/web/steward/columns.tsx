import { columnRoles, confirmMapping, dateOrders, freeColumns, isColumnRole, kindOfList, readColumns, type ColumnExamples, type DateOrder, type MatchingList } from '../../data-ecosystem/linkage/index.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, Form, Notice, RadioGroup, Select, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { idOf, listPurpose, stewardAccess, stewardPage } from './frame.tsx'
import { listPath } from './list-words.tsx'
import { stewardStrings } from './strings.ts'

/** D-03: what each column holds, guessed, with masked examples; confirmed by a person. */
export function Columns(props: { list: MatchingList; columns: readonly ColumnExamples[]; dates: DateOrder; lang: Lang }) {
  const { list, columns, lang } = props
  const say = stewardStrings.in(lang)
  const kind = kindOfList(list.kind)
  // Columns read for the rules alone are offered where the kind has them, by the name they have there.
  const roles = columnRoles.flatMap((role) => {
    const free = freeColumns.find((name) => name === role)
    return free === undefined ? [{ value: role, label: say(`role.${role}`) }] : (kind?.columns[free] ? [{ value: role, label: kind.columns[free].name[lang] }] : [])
  })
  return (
    <>
      <h1>{say('columns.title')}</h1>
      <p class="lead">{say('columns.lead')} {say('columns.remembered')}</p>
      {list.status === 'linked' && <Notice kind="info" title={say('columns.fixed')} />}
      <Form action={listPath(list.listId, 'cot')} hidden={{ version: String(list.version) }} label={say('columns.title')}>
        {columns.map(({ heading, role, examples }, i) => (
          <Select name={`column-${i}`} label={heading} hint={examples.length > 0 ? say('columns.example', { list: examples.join(' · ') }) : say('columns.no-example')} value={role} options={roles} width="half" />
        ))}
        <RadioGroup name="dates" label={say('columns.dates')} value={props.dates} options={dateOrders.map((order) => ({ value: order, label: say(`columns.${order}`) }))} />
        <Button act="confirm-columns">{say('columns.send')}</Button>
      </Form>
    </>
  )
}

async function columnsPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = []): Promise<PageReply> {
  const { list, columns } = await readColumns(ctx, idOf(req, 'list'))
  const typed = req.method === 'POST' ? columns.map((column, i) => ({ ...column, role: roleIn(req, i) })) : columns
  const dates = req.method === 'POST' ? datesIn(req) : list.mapping?.dates ?? 'dmy'
  return stewardPage(ctx, req, { title: stewardStrings.t(req.lang, 'columns.title'), screen: 'D-03', path: listPath(list.listId, 'cot'), back: { href: listPath(list.listId), label: list.title }, errors }, <Columns list={list} columns={typed} dates={dates} lang={req.lang} />, errors.length > 0 ? 422 : 200)
}

const roleIn = (req: PageRequest, i: number) => {
  const role = req.form.get(`column-${i}`)
  return isColumnRole(role) ? role : 'ignore'
}
const datesIn = (req: PageRequest): DateOrder => dateOrders.find((order) => order === req.form.get('dates')) ?? 'dmy'

export const columnsRoute = pageRoute({ method: 'GET', url: '/dl/danh-sach/:list/cot', access: stewardAccess, purpose: listPurpose, handler: (ctx, req) => columnsPage(ctx, req) })

export const confirmColumnsRoute = pageRoute({
  method: 'POST', url: '/dl/danh-sach/:list/cot', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const { list } = await readColumns(ctx, idOf(req, 'list'))
    const headings = list.layout.headings ?? []
    const say = stewardStrings.in(req.lang)
    await confirmMapping(ctx, { listId: list.listId, version: req.form.whole('version'), mapping: { columns: headings.map((heading, i) => ({ heading, role: roleIn(req, i) })), dates: datesIn(req), declined: list.mapping?.declined ?? [] }, roleName: (role) => say(`role.${role}`) })
    return { redirect: listPath(list.listId) }
  },
  onRefusal: (ctx, req, refusal) => columnsPage(ctx, req, errorsOf(refusal)),
})
