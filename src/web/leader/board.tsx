import { fullAreaName } from '../../foundations/areas/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { dossiersReceived } from '../../steering/indicators/index.ts'
import { workPage } from '../officer/index.ts'

export const boardRoute = pageRoute({
  method: 'GET', url: '/dieu-hanh', access: { officer: ['leader', 'auditor'] }, purpose: { code: 'steering', basis: 'QĐ 766/QĐ-TTg' },
  async handler(ctx, req) {
    const area = req.session!.areas![0]!
    const n = await dossiersReceived(ctx, area)
    return workPage(ctx, req, { title: 'Điều hành', screen: 'L-01' }, <><h1>{fullAreaName(area, ctx.today)}</h1><p>{n} hồ sơ đã nhận</p></>)
  },
})
