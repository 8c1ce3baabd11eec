import { isInput, type InputItem, type PaperItem, type Service } from '../catalogue/index.ts'
import { brokenRule, mayBeLeftOut } from './answer-rules.ts'
import type { Filing } from './filing.ts'
import { citizenPages, namesOf } from './page-models.ts'
import { unmetNeeds } from './needs.ts'
import { resolve } from './resolve.ts'

/** A lawful must-have that is not there yet, with the page where it is given. */
export interface Missing {
  readonly item: string
  readonly page: string
  readonly kind: 'answer' | 'paper' | 'declaration' | 'elsewhere' | 'need'
  readonly says: string
}

/**
 * What still keeps this filing from being sent: unanswered or broken answers of questions that apply, papers the law
 * demands, the declaration. Silent registers and consents of others never block. [] when it can be sent.
 */
export function missingForSubmission(service: Service, filing: Filing): Missing[] {
  const now = resolve(service, filing)
  const walked = new Set(citizenPages(service, filing).map((page) => page.id))
  return [...unmetNeeds(service, filing), ...service.form.filter((page) => walked.has(page.id)).flatMap((page) => page.items.flatMap((item): Missing[] => {
    if (!now.applies(item)) return []
    if (isInput(item)) return missingAnswer(item, page.id, filing)
    return item.kind === 'paper' ? missingPaper(item, page.id, filing) : []
  }))]
}

/** "I have none" settles a paper only where the law lets one file without it. */
function missingPaper(item: PaperItem, page: string, filing: Filing): Missing[] {
  const paper = filing.papers?.[item.id]
  if (paper && (paper.state !== 'without' || item.optional)) return []
  const says = `Gửi ${lower(item.label)}`
  return [{ item: item.id, page, kind: 'paper', says: item.optional ? `${says}, hoặc bấm «Tôi không có giấy này»` : says }]
}

function missingAnswer(item: InputItem, page: string, filing: Filing): Missing[] {
  const kind = item.kind === 'declaration' ? 'declaration' : 'answer'
  const given = item.kind === 'date' || item.kind === 'members' ? [filing.answers[item.id] ?? ''] : namesOf(item).map((name) => filing.answers[name] ?? '')
  const problem = given.map((value) => (value === '' && mayBeLeftOut(item, filing) ? undefined : brokenRule(item, value, filing.today))).find((each) => each !== undefined)
  if (problem) return [{ item: item.id, page, kind, says: problem }]
  const chosen = item.options?.find((option) => option.value === given[0])
  if (chosen?.elsewhere) return [{ item: item.id, page, kind: 'elsewhere', says: chosen.elsewhere.say }]
  return []
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
