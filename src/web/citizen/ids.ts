import { isId } from '../../kernel/ids.ts'
import type { PageRequest } from '../../platform/http/index.ts'
import { refuse } from './refusals.ts'

/** An id of the path, refused as unknown when it has not the shape of one: the database is never asked for rubbish. */
export function idOf(req: Pick<PageRequest, 'params'>, name: 'draft' | 'id' | 'paper'): string {
  const id = req.params[name] ?? ''
  if (isId(id)) return id
  return refuse(name === 'draft' ? 'citizen.draft-unknown' : name === 'paper' ? 'citizen.paper-unknown' : 'citizen.dossier-unknown')
}
