import { kindOfList, type MatchingList } from '../../data-ecosystem/linkage/index.ts'
import { StatusTag, type Lang, type Tone } from '../kit/index.ts'
import { stewardStrings } from './strings.ts'

export const kindWord = (kind: string, lang: Lang): string => kindOfList(kind)?.name[lang] ?? kind
export const listPath = (listId: string, part = ''): string => `/dl/danh-sach/${listId}${part === '' ? '' : `/${part}`}`

const tones: Readonly<Record<string, Tone>> = { opening: 'info', uploaded: 'todo', checking: 'info', mapped: 'info', checked: 'todo', linked: 'known', closed: 'neutral', cancelled: 'neutral', unreadable: 'problem' }

type State = 'opening' | 'checking' | 'unreadable' | MatchingList['status']

/** Where a list stands, as one state: what the program is just doing counts before what was done. */
export function stateOf({ task, problem, status }: Pick<MatchingList, 'task' | 'problem' | 'status'>): State {
  if (task === 'open') return 'opening'
  if (task === 'check') return 'checking'
  return problem ? 'unreadable' : status
}

export function ListState(props: { list: Pick<MatchingList, 'task' | 'problem' | 'status'>; lang: Lang }) {
  const state = stateOf(props.list)
  return <StatusTag tone={tones[state] ?? 'neutral'}>{stewardStrings.t(props.lang, `state.${state}`)}</StatusTag>
}
