import { isInput, isKnown, lanesOf, registers, type FormItem, type Lane, type Service } from '../catalogue/index.ts'
import type { Filing, PaperState } from './filing.ts'
import { resolve, type Resolved } from './resolve.ts'
import { checkRules, type RuleResult } from './rule-checks.ts'

/** Something a register or a rule has already settled; folded away, one line each. */
export interface Verified { readonly id: string; readonly label: string; readonly text: string; readonly by: string; readonly asOf?: string }

export interface OfficerAnswer {
  /** The digit that picks it, '1', '2', … */
  readonly key: string
  readonly label: string
  readonly does: 'accept' | 'ask'
  /** The coded defect an `ask` puts on the one list for the citizen. */
  readonly defect?: string
}
/** Something only a person can settle, in the order to be looked at. */
export interface Unverified {
  /** Position in the list, '1' … 'n': the digit that goes to it. */
  readonly key: string
  readonly item: string
  readonly kind: 'rule' | 'declared' | 'paper' | 'without-paper' | 'consent' | 'pending' | 'changed'
  readonly label: string
  readonly given: string
  readonly says: string
  readonly rule?: string
  readonly basis?: string
  readonly answers: readonly OfficerAnswer[]
}
export interface OfficerView {
  readonly lane: string
  readonly verified: readonly Verified[]
  readonly unverified: readonly Unverified[]
  /** Facts the citizen has said are wrong: shown with both values, they do not hold this dossier up. */
  readonly correcting: readonly { readonly path: string; readonly label: string; readonly text: string; readonly claimed?: string; readonly case: string }[]
}

/**
 * What one lane's officer sees of a filing: only this lane's items, what is settled folded, what needs eyes in front with
 * the result of each rule in words and digits to answer. `filing.facts` is the snapshot taken at submission.
 */
export function officerView(service: Service, filing: Filing, laneId = 'main'): OfficerView {
  const lane = lanesOf(service).find((each) => each.id === laneId)
  if (!lane) throw new RangeError(`no lane is named ${laneId}`)
  const now = resolve(service, filing)
  const items = [...service.form.flatMap((page) => page.items), ...service.derived].filter((item) => now.applies(item) && lane.items.includes(item.id))
  const results = checkRules(lane.rules, filing, now)
  const open = [...results.filter((each) => each.outcome !== 'holds').map((each) => ruleItem(each, lane, now)), ...items.flatMap((item) => openItems(item, lane, filing, now, results)), ...changes(filing, lane, service)]
  return {
    lane: laneId,
    verified: [...results.filter((each) => each.outcome === 'holds').map(ruleHolds), ...items.flatMap((item) => settled(item, filing, now, results))],
    unverified: open.map((each, index) => ({ ...each, key: String(index + 1), answers: each.answers.map((answer, place) => ({ ...answer, key: String(place + 1) })) })),
    correcting: corrections(items, filing),
  }
}

const ruleHolds = ({ rule, says }: RuleResult): Verified => ({ id: rule.code, label: rule.title, text: says, by: 'Quy tắc tự kiểm tra' })

type Open = Omit<Unverified, 'key'>
const accept = (label = 'Được'): OfficerAnswer => ({ key: '', label, does: 'accept' })
const asks = (lane: Lane, item: string): OfficerAnswer[] => lane.defects.filter((each) => each.item === item).map((each) => ({ key: '', label: each.label, does: 'ask', defect: each.code }))

function ruleItem({ rule, says }: RuleResult, lane: Lane, now: Resolved): Open {
  const own = lane.defects.filter((each) => each.code === rule.defect).map((each): OfficerAnswer => ({ key: '', label: `Hỏi lại: ${each.label}`, does: 'ask', defect: each.code }))
  return { item: rule.item, kind: 'rule', label: rule.title, given: now.text(rule.item), says, rule: rule.code, basis: `${rule.basis.text}${rule.basis.article ? `, ${rule.basis.article}` : ''}`, answers: [accept(), ...own] }
}

function openItems(item: FormItem, lane: Lane, filing: Filing, now: Resolved, results: readonly RuleResult[]): Open[] {
  if (isKnown(item)) return pendingItems(item, filing)
  if (item.kind === 'paper') return paperItems(item.id, item.label, filing.papers?.[item.id], lane)
  if (item.kind === 'consent') {
    const state = filing.consents?.[item.id] ?? 'not-asked'
    if (state === 'agreed' || results.some((each) => each.rule.item === item.id)) return []
    return [{ item: item.id, kind: 'consent', label: item.label, given: '', says: state === 'refused' ? 'Không đồng ý.' : 'Chưa trả lời.', answers: [accept('Đã đồng ý tại quầy'), ...asks(lane, item.id)] }]
  }
  if (isInput(item) && isDeclared(item.kind) && now.text(item.id) !== '' && !results.some((each) => each.rule.item === item.id)) {
    return [{ item: item.id, kind: 'declared', label: item.label, given: now.text(item.id), says: 'Tự khai, chưa đối chiếu.', answers: [accept(), ...asks(lane, item.id)] }]
  }
  return []
}

/** Written by the citizen and able to be wrong; a phone and a choice among offered facts are not. */
const isDeclared = (kind: string): boolean => ['text', 'pin', 'date', 'address', 'members'].includes(kind)

function pendingItems(item: Extract<FormItem, { kind: 'known' | 'event' }>, filing: Filing): Open[] {
  const pending = item.fields.filter((field) => filing.facts[`${item.id}.${field.id}`]?.pending)
  if (pending.length === 0) return []
  const says = `Chưa lấy được từ ${registers[item.source.register].label}: ${pending.map((field) => field.label).join(', ')}.`
  return [{ item: item.id, kind: 'pending', label: item.label, given: '', says, answers: [accept('Xem lại sau')] }]
}

function paperItems(id: string, label: string, paper: PaperState | undefined, lane: Lane): Open[] {
  if (!paper || paper.state === 'stored') return []
  if (paper.state === 'without') return [{ item: id, kind: 'without-paper', label, given: '', says: 'Người nộp không có giấy này.', answers: [accept('Tra cứu được, không cần'), ...asks(lane, id)] }]
  const pages = paper.pages === undefined ? '' : `${paper.pages} trang`
  return [{ item: id, kind: 'paper', label, given: pages, says: paper.quality === 'doubtful' ? (paper.qualitySays ?? 'Ảnh hơi mờ, xem kỹ.') : 'Ảnh đọc được.', answers: [accept(), ...asks(lane, id)] }]
}

function settled(item: FormItem, filing: Filing, now: Resolved, results: readonly RuleResult[]): Verified[] {
  if (isKnown(item)) {
    return item.fields.filter((field) => !item.hidden.includes(field.id)).flatMap((field) => {
      const fact = filing.facts[`${item.id}.${field.id}`]
      if (!fact || fact.value === null || fact.pending) return []
      return [{ id: `${item.id}.${field.id}`, label: `${item.label}: ${field.label}`, text: now.text(`${item.id}.${field.id}`), by: fact.source ?? registers[item.source.register].label, ...(fact.asOf ? { asOf: fact.asOf } : {}) }]
    })
  }
  if (item.kind === 'derived') return item.hidden || now.text(item.id) === '' ? [] : [{ id: item.id, label: item.label, text: now.text(item.id), by: 'Suy ra từ dữ liệu đã biết' }]
  if (item.kind === 'paper' && filing.papers?.[item.id]?.state === 'stored') return [{ id: item.id, label: item.label, text: 'Dùng lại', by: 'Kho giấy tờ của người nộp' }]
  if (item.kind === 'consent' && filing.consents?.[item.id] === 'agreed') return [{ id: item.id, label: item.label, text: 'Đã đồng ý', by: 'Người được hỏi trả lời' }]
  const checked = isInput(item) && results.some((each) => each.rule.item === item.id) && results.every((each) => each.rule.item !== item.id || each.outcome === 'holds')
  const chosen = isInput(item) && !isDeclared(item.kind) && item.kind !== 'declaration'
  if ((checked || chosen) && now.text(item.id) !== '') return [{ id: item.id, label: item.label, text: now.text(item.id), by: checked ? 'Người nộp khai, quy tắc khớp' : 'Người nộp chọn' }]
  return []
}

function changes(filing: Filing, lane: Lane, service: Service): Open[] {
  return (filing.changed ?? []).flatMap(({ path, was, now }) => {
    const item = service.form.flatMap((page) => page.items).find((each) => isKnown(each) && each.fields.some((field) => `${each.id}.${field.id}` === path))
    if (!item || !lane.items.includes(item.id)) return []
    return [{ item: path, kind: 'changed' as const, label: item.label, given: `${was} → ${now}`, says: 'Dữ liệu đổi trong lúc nộp. Giá trị mới được dùng.', answers: [accept()] }]
  })
}

function corrections(items: readonly FormItem[], filing: Filing): OfficerView['correcting'] {
  return items.filter(isKnown).flatMap((item) => item.fields.flatMap((field) => {
    const fact = filing.facts[`${item.id}.${field.id}`]
    if (!fact?.correcting) return []
    return [{ path: `${item.id}.${field.id}`, label: `${item.label}: ${field.label}`, text: fact.text ?? String(fact.value ?? ''), ...fact.correcting }]
  }))
}
