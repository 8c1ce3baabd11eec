/** One of a list of people who goes along, and as what. */
export interface MemberChosen { readonly id: string; readonly as: string }

/** Kept as one answer, `id=code id=code`. What is no such pair counts as nothing. */
export const membersIn = (answer: string): MemberChosen[] => answer.split(' ').flatMap((pair) => {
  const [id = '', as = '', ...more] = pair.split('=')
  return id !== '' && as !== '' && more.length === 0 ? [{ id, as }] : []
})

export const membersAnswer = (chosen: readonly MemberChosen[]): string => chosen.map(({ id, as }) => `${id}=${as}`).join(' ')
