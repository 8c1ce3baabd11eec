import type { Occasion } from '../../../platform/index.ts'
import type { MatchingList } from './list.ts'

/** The program handles a list by itself, for the purpose its owner said. */
export function intakeOccasion(list?: Pick<MatchingList, 'purpose' | 'legalBasis'>): Occasion {
  return { actor: { kind: 'system', name: 'linkage.intake' }, purpose: { code: 'list-intake', basis: list?.legalBasis ?? 'Luật Căn cước 26/2023/QH15 đ.10', text: list?.purpose ?? 'Đọc danh sách của ngành' } }
}
