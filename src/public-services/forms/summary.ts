import { fieldsOf, isAnswered } from '../../kernel/expression.ts'
import { isInput, isKnown, type InputItem, type LegalItem, type Service } from '../catalogue/index.ts'
import type { Filing } from './filing.ts'
import type { DataSource, FactsModel, ItemModel, PaperModel, ConsentModel } from './models.ts'
import { citizenPages, itemModels } from './page-models.ts'
import { resolve } from './resolve.ts'

/** One line of C-10: an answer and where to change it. */
export interface AnswerLine { readonly id: string; readonly page: string; readonly label: string; readonly text: string; readonly src: DataSource }
export interface CheckModel {
  /** Typed answers first: these can be wrong. */
  readonly answers: readonly AnswerLine[]
  /** What follows from the rest, shown so that nothing is printed unseen. */
  readonly follows: readonly { readonly path: string; readonly label: string; readonly text: string }[]
  readonly known: readonly FactsModel[]
  readonly papers: readonly PaperModel[]
  readonly consents: readonly ConsentModel[]
}

/** C-10, one last look before sending: the draft of what will be registered. */
export function checkModel(service: Service, filing: Filing): CheckModel {
  const now = resolve(service, filing)
  const models: ItemModel[] = itemModels(service, filing, service.form.flatMap((page) => page.items))
  const answers = service.form.flatMap((page) => page.items.filter(isInput).filter((item) => now.applies(item) && item.kind !== 'declaration').map((item): AnswerLine => {
    const model = models.find((each) => each.kind === 'input' && each.id === item.id)
    return { id: item.id, page: page.id, label: item.label, text: now.text(item.id), src: model?.kind === 'input' ? model.src : 'choice' }
  }))
  const repeated = new Set<string>()
  return {
    answers: [...answers.filter((each) => each.src === 'typed'), ...answers.filter((each) => each.src !== 'typed')],
    follows: service.derived.filter((item) => !item.hidden && !item.id.startsWith('newHousehold.') && !item.id.startsWith('home.') && !(item.id.startsWith('member.') && item.id !== 'member.relation')).flatMap((item) => {
      const text = now.text(item.id)
      if (text === '' || repeated.has(item.label)) return []
      repeated.add(item.label)
      return [{ path: item.id, label: item.label, text }]
    }),
    known: models.filter((each) => each.kind === 'facts'), papers: models.filter((each) => each.kind === 'paper'), consents: models.filter((each) => each.kind === 'consent'),
  }
}

/** C-05: what is left to do, counted before it begins. */
export function promiseOf(service: Service, filing: Filing): { readonly typed: number; readonly choices: number; readonly papers: readonly string[]; readonly minutes: number; readonly says: string; readonly pages: number } {
  const models = itemModels(service, filing, service.form.flatMap((page) => page.items))
  const typed = models.filter((each) => each.kind === 'input' && each.src === 'typed').length
  const choices = models.filter((each) => each.kind === 'input' && each.src === 'choice' && each.input !== 'declaration').length
  const papers = models.filter((each) => each.kind === 'paper' && !each.now).map((each) => each.label)
  const minutes = Math.max(2, Math.ceil(1 + typed * 0.5 + choices * 0.3 + papers.length * 1.5))
  const maybe = papersPerhaps(service, filing)
  const ready = papers.length === 0 && maybe.length > 0 ? `Có thể cần giấy, tùy câu trả lời: ${maybe.map((each) => each.charAt(0).toLowerCase() + each.slice(1)).join('; ')}.`
    : papers.length === 0 ? 'Không cần chuẩn bị giấy tờ.' : `Chuẩn bị ${papers.length} giấy: ${papers.map((each) => each.charAt(0).toLowerCase() + each.slice(1)).join(', ')}.`
  return { typed, choices, papers, minutes, pages: citizenPages(service, filing).length, says: `Còn ${typed} điều phải nhập và ${choices} điều phải chọn. Khoảng ${minutes} phút. ${ready}` }
}

/** Papers that an answer still to come may ask for. */
function papersPerhaps(service: Service, filing: Filing): string[] {
  const now = resolve(service, filing)
  const open = new Set(service.form.flatMap((page) => page.items.filter(isInput)).filter((item) => now.applies(item) && now.text(item.id) === '').map((item) => item.id))
  return service.form.flatMap((page) => page.items).flatMap((item) => (item.kind === 'paper' && item.when && !now.applies(item) && fieldsOf(item.when).some((field) => open.has(field)) ? [item.label] : []))
}

export interface LegalItemNow extends LegalItem {
  /** Where this filing's value comes from: a question that was really asked makes the item typed or chosen. */
  readonly now: DataSource
  readonly filled: boolean
}

/** Every legal item with its real source in this filing: the denominator of "how much is never asked" (the meter embeds it). */
export function legalItemsFor(service: Service, filing: Filing): LegalItemNow[] {
  const state = resolve(service, filing)
  const inputs = new Map(service.form.flatMap((page) => page.items.filter(isInput)).map((item) => [item.id, item]))
  const consents = new Set(service.form.flatMap((page) => page.items.filter((item) => item.kind === 'consent').map((item) => item.id)))
  return service.legalItems.map((item) => {
    const asked = item.askedBy ? inputs.get(item.askedBy) : undefined
    const now = asked && state.applies(asked) ? writtenOrChosen(asked) : item.source === 'typed' || item.source === 'choice' ? 'derived' : item.source
    return { ...item, now, filled: consents.has(item.path) || isAnswered(state.values[item.path]) }
  })
}
const writtenOrChosen = (item: InputItem): DataSource => ['text', 'pin', 'date', 'address', 'phone'].includes(item.kind) ? 'typed' : 'choice'

/** Share of the legal items the citizen never had to give, 0 to 1. */
export function shareNeverAsked(items: readonly LegalItemNow[]): number {
  return items.length === 0 ? 0 : items.filter((item) => item.now === 'known' || item.now === 'event' || item.now === 'derived').length / items.length
}

/** Answers that are really part of this filing: those of questions that do not apply are dropped, and named. */
export function answersToSubmit(service: Service, filing: Filing): { readonly kept: Readonly<Record<string, string>>; readonly dropped: readonly string[] } {
  const now = resolve(service, filing)
  const live = new Set(service.form.flatMap((page) => page.items.filter(isInput)).filter((item) => now.applies(item)).flatMap((item) => item.kind === 'address' ? [`${item.id}.commune`, `${item.id}.detail`] : [item.id]))
  const entries = Object.entries(filing.answers)
  return { kept: Object.fromEntries(entries.filter(([id]) => live.has(id))), dropped: entries.filter(([id]) => !live.has(id)).map(([id]) => id) }
}

/** Inputs of effects and lanes: the value at each path, for the use case that records the legal act. */
export function effectInputs(service: Service, filing: Filing, inputs: Readonly<Record<string, string>>): Record<string, unknown> {
  const now = resolve(service, filing)
  return Object.fromEntries(Object.entries(inputs).map(([name, path]) => [name, now.values[path] ?? null]))
}

/** Facts a service needs to begin, by subject: what the dossier module has to read, and nothing more. */
export function factsNeeded(service: Service): { readonly subject: string; readonly register: string; readonly fields: readonly string[] }[] {
  return service.form.flatMap((page) => page.items.filter(isKnown)).map((item) => ({ subject: item.id, register: item.source.register, fields: item.source.fields }))
}
