import { readPeople } from '../../foundations/population/index.ts'
import { forPurpose, type Ctx } from '../../platform/index.ts'

const basis = 'NĐ 356/2025/NĐ-CP Đ5'

/** Name of the officer who made a reading, for whoever has to answer for it, or was told it in the answer. The caller has checked that; logged for the officer to see. */
export async function nameOfReader(ctx: Ctx, personId: string | null): Promise<string | null> {
  if (personId === null) return null
  const asked = forPurpose(ctx, { code: 'access-question', basis, text: 'Trả lời câu hỏi về một lượt xem dữ liệu' })
  return (await readPeople(asked, [personId], ['fullName'], { lawfulBy: basis })).get(personId)?.fullName ?? null
}
