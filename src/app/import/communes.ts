import { areaAsOf, provinceOf, successorsOf } from '../../foundations/areas/index.ts'
import { areaFacts } from '../../foundations/areas/area-facts.ts'

/** What a five-digit code of a list is: a commune of that day, or one that was closed before. */
export interface CommuneStanding {
  readonly closed: boolean
  /** Today's province of the place, two digits; empty when the sources do not say. */
  readonly province: string
}

const answers = new Map<string, CommuneStanding | undefined>()

/** Undefined for a code that no commune has ever borne by that day. */
export function communeStanding(code: string, on: string): CommuneStanding | undefined {
  const key = `${on}${code}`
  if (!answers.has(key)) answers.set(key, look(code, on))
  return answers.get(key)
}

function look(code: string, on: string): CommuneStanding | undefined {
  const now = areaAsOf(code, on)
  if (now?.level === 'commune') return { closed: false, province: provinceOf(code, on)?.code ?? '' }
  const last = areaFacts().byCode.get(code)?.filter((area) => area.level === 'commune' && area.to !== null && area.to <= on).at(-1)
  if (!last) return undefined
  const heir = successorsOf(code, last.from ?? '2022-01-01', on)?.areas[0]
  return { closed: true, province: heir ? provinceOf(heir.code, on)?.code ?? '' : '' }
}
