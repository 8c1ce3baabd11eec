import { pageRoute } from '../../platform/http/index.ts'
import { outlineOf } from '../../public-services/dossier/index.ts'
import { Outline, withUnits, workPage } from '../officer/index.ts'
import { steeringPurpose, steeringRoles } from './board.tsx'
import { leaderStrings } from './strings.ts'

/** L-10: the real thing behind a number, without anybody's data. */
export const dossierRoute = pageRoute({
  method: 'GET', url: '/dieu-hanh/ho-so/:id', access: { officer: steeringRoles }, purpose: steeringPurpose,
  async handler(ctx, req) {
    const model = await withUnits(ctx, await outlineOf(ctx, req.params['id'] ?? ''))
    return workPage(ctx, req, { title: model.outline.code, screen: 'L-10', back: { href: '/dieu-hanh', label: leaderStrings.t(req.lang, 'list.back') } }, <Outline {...model} lang={req.lang} />)
  },
})
