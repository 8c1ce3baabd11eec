import { cast, demoProvince, generatePeople, listErrors, sectorList, type ListLine, type PersonSeed } from '../../../synthetic/index.ts'
import { attachList, openCampaign } from '../../data-ecosystem/campaigns/index.ts'
import { confirmMapping, orderRun, readColumns, readList, uploadList, usual } from '../../data-ecosystem/linkage/index.ts'
import { areaName } from '../../foundations/areas/index.ts'
import { getPost } from '../../foundations/organisations/index.ts'
import { personIdOf } from '../../foundations/population/index.ts'
import { addDays, ageOn } from '../../kernel/plain-date.ts'
import { dayInVietnam, inTransaction, type Actor, type Ctx, type Instant, type PlainDate } from '../../platform/index.ts'
import { doPending } from '../list-work.ts'
import type { House } from '../open.ts'
import { appointmentOf, organisationOf } from './offices.ts'
import { demoSeed } from './seed-number.ts'
import { asSystem, demoId } from './system.ts'

interface DemoList {
  readonly kind: string
  readonly list: string
  readonly campaign: string
  readonly errors: keyof typeof listErrors
  readonly ages: readonly [least: number, most: number]
  readonly lines: number
  readonly days: number
  /** A further column, as the sector calls it, and what stands in it. */
  readonly site: { readonly heading: string; readonly of: (commune: string) => string }
}

const lists: readonly DemoList[] = [
  { kind: 'pupils', list: 'Học sinh trung học phổ thông 2026–2027', campaign: 'Học sinh chưa có thẻ, học kỳ 1', errors: 'with-numbers', ages: [15, 17], lines: 300, days: 12, site: { heading: 'Trường', of: (commune) => commune && `Trường mẫu ${commune}` } },
  { kind: 'elderly', list: 'Hội viên Hội Người cao tuổi 2026', campaign: 'Rà hội viên người cao tuổi, quý 4', errors: 'few-numbers', ages: [60, 74], lines: 400, days: 30, site: { heading: 'Chi hội', of: (commune) => commune && `Chi hội ${commune}` } },
  { kind: 'bank-accounts', list: 'Người hưởng trợ cấp xã hội tháng 11', campaign: 'Tài khoản nhận trợ cấp, đợt 2', errors: 'with-numbers', ages: [75, 105], lines: 250, days: 45, site: { heading: 'Ghi chú', of: () => '' } },
]
/** Lines about people whom the register does not know. */
const strangersShare = 0.06

/** Three lists of a department, handed over and checked as on its pages; the work process matches them after the start, and their campaigns fill by themselves. Nobody of the cast stands in them. */
export async function seedCampaigns(house: House, people: number, now: Instant): Promise<void> {
  const today = dayInVietnam(now)
  const steward = await stewardOf(house, now)
  const as = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => inTransaction(house.database, { actor: steward, purpose: { code: 'list-intake', basis: 'Luật Căn cước 26/2023/QH15, đ.10', text: 'Rà danh sách của ngành với dữ liệu dân cư' }, now }, work)
  const chosen = peopleFor(people, today)
  const strangers = [...generatePeople({ seed: `${demoSeed}-strangers`, people: 100, errors: 'none', withCast: false, prefix: '098' })].flatMap((household) => household.people)
  for (const [i, demo] of lists.entries()) {
    const listId = demoId('list', demo.kind)
    const some = chosen[i]!
    const lines = [...sectorList(some, strangers.slice(0, Math.ceil(some.length * strangersShare)), listErrors[demo.errors], `${demoSeed}-${demo.kind}`)]
    await as((ctx) => uploadList(ctx, { commandId: listId, kind: demo.kind, title: demo.list, purpose: 'Rà soát danh sách do ngành quản lý', legalBasis: 'Luật Căn cước 26/2023/QH15, đ.10', retainUntil: addDays(today, 365), fileName: `${demo.kind}.csv`, bytes: Buffer.from(csvOf(demo, lines, today)) }))
    await doPending(house, listId)
    const { list } = await as((ctx) => readColumns(ctx, listId))
    if (list.status === 'uploaded' && list.mapping) await as((ctx) => confirmMapping(ctx, { listId, version: list.version, mapping: list.mapping! }))
    await doPending(house, listId)
    if ((await as((ctx) => readList(ctx, listId))).runs.length === 0) await as((ctx) => orderRun(ctx, { commandId: demoId('run', demo.kind), listId, lower: usual.lower, upper: usual.upper, budget: usual.budget, modelVersion: null, threads: 1 }))
    const campaignId = await as((ctx) => openCampaign(ctx, { commandId: demoId('campaign', demo.kind), kind: demo.kind, title: demo.campaign, area: demoProvince.code, dueOn: addDays(today, demo.days) }))
    await as((ctx) => attachList(ctx, { campaignId, listId }))
  }
}

async function stewardOf(house: House, now: Instant): Promise<Actor> {
  const person = cast.hanhSteward
  const { personId, areas } = await asSystem(house, now, async (ctx) => ({ personId: (await personIdOf(ctx.tx, person.pin))!, areas: (await getPost(ctx, demoId('post', person.key))).areas }))
  return { kind: 'officer', personId, accountId: demoId('account', person.key), sessionId: demoId('session', person.key), authLevel: 2, appointmentId: appointmentOf(person.key), organisationId: organisationOf(person.organisationKey!), role: person.role!, areas }
}

/** The first people of the synthetic register whose age fits each list. */
function peopleFor(people: number, today: PlainDate): PersonSeed[][] {
  const found = lists.map((): PersonSeed[] => [])
  for (const household of generatePeople({ seed: demoSeed, people, province: demoProvince.code, errors: 'default', withCast: false })) {
    for (const person of household.people) {
      if (person.lifeStatus === 'missing' || person.residenceArea === '') continue
      const age = ageOn(`${person.birthDate}-01-01`.slice(0, 10), today)
      const at = lists.findIndex(({ ages }) => ages[0] <= age && age <= ages[1])
      if (at >= 0 && found[at]!.length < lists[at]!.lines) found[at]!.push(person)
    }
    if (found.every((some, i) => some.length === lists[i]!.lines)) break
  }
  return found
}

function csvOf(demo: DemoList, lines: readonly ListLine[], today: PlainDate): string {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const rows = lines.map((line, i) => [String(i + 1), line.name, line.birth, line.gender, line.numbers, line.commune, line.address, demo.site.of(line.commune === '' ? '' : areaName(line.commune, today))])
  return [['STT', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Số CCCD', 'Mã xã', 'Địa chỉ', demo.site.heading], ...rows].map((row) => row.map(cell).join(',')).join('\n')
}
