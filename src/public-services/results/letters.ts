import type { FormBlock, StateForm } from '../../foundations/documents/index.ts'
import { getOrganisation, type Organisation } from '../../foundations/organisations/index.ts'
import { areaName } from '../../foundations/areas/index.ts'
import { partsOf } from '../../kernel/plain-date.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import type { Letter } from '../forms/index.ts'

/** A letter of the one-stop mechanism in the layout of a state form (TT 03/2025/TT-VPCP, annex I; NĐ 30/2020). */
export async function letterForm(ctx: Ctx, organisation: Organisation, letter: Letter, dossierCode: string): Promise<StateForm> {
  return {
    agency: await agencyLines(ctx, organisation), number: dossierCode, placeAndDate: placeAndDate(organisation, ctx.today), title: letter.title, subtitle: `Mẫu số ${letter.formNo}`,
    blocks: letter.blocks.map((block): FormBlock => block.kind === 'text'
      ? { kind: 'paragraph', text: block.text }
      : block.kind === 'list' ? { kind: 'list', heading: block.title, items: block.items } : { kind: 'rows', rows: block.rows.map(([label, value]) => ({ label, value })) }),
    signer: letter.signer ? { post: letter.signer.post, name: letter.signer.name } : null,
  }
}

/** The superior body first, then the one that issues. */
export async function agencyLines(ctx: Ctx, organisation: Organisation): Promise<string[]> {
  const parent = organisation.parentId ? await getOrganisation(ctx, organisation.parentId) : undefined
  return parent ? [parent.name, organisation.name] : [organisation.name]
}

/** 'Long Hồ, ngày 22 tháng 11 năm 2026' */
export function placeAndDate(organisation: Organisation, on: PlainDate): string {
  const { y, m, d } = partsOf(on)
  const place = areaName(organisation.areaCode, on).replace(/^(Xã|Phường|Đặc khu|Tỉnh|Thành phố)\s+/, '')
  return `${place}, ngày ${String(d).padStart(2, '0')} tháng ${String(m).padStart(2, '0')} năm ${y}`
}
