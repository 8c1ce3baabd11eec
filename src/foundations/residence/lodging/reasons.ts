/** Why people stay; the words are ours (certainty: guess), the law asks for a reason in the host's words. */
export const lodgingReasons = ['travel', 'visit', 'work', 'medical', 'study', 'other'] as const
export type LodgingReason = (typeof lodgingReasons)[number]

export const reasonWords: Readonly<Record<LodgingReason, string>> = { travel: 'Du lịch', visit: 'Thăm người thân', work: 'Công việc', medical: 'Khám, chữa bệnh', study: 'Học tập', other: 'Lý do khác' }

export const isLodgingReason = (text: string): text is LodgingReason => (lodgingReasons as readonly string[]).includes(text)
