import { formatDateVi } from '../../kernel/plain-date.ts'
import type { Lang } from '../kit/index.ts'
import { actStrings } from './act-strings.ts'

/** 'từ 20/11/2026, đến chưa rõ ngày về' */
export const absenceWords = (from: string, until: string | null, lang: Lang): string => actStrings.t(lang, 'absence.stands', { from: formatDateVi(from), to: until === null ? actStrings.t(lang, 'absence.open') : formatDateVi(until) })
