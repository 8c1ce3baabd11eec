import { contactOf } from '../foundations/eid/index.ts'
import { findEffectsWith, type Effect } from '../foundations/population/index.ts'
import type { Ctx } from '../platform/index.ts'
import { selectRestsOnPerson } from './person-effects.sql.ts'

/** Fields that papers and other registers carry: a change of them shows elsewhere. */
const printed: ReadonlySet<string> = new Set(['fullName', 'birthDate', 'gender', 'ethnicity', 'nationalities', 'nativePlace', 'birthPlace', 'birthRegistrationPlace', 'pin'])

/** What an officer is told before a correction is approved: found in the data of each system at that moment. */
export function wirePersons(): void {
  findEffectsWith('registers', restsOnPerson)
  findEffectsWith('life', endsWithLife)
  findEffectsWith('eid', async (ctx, personId, fields) => {
    const newNumber = fields.includes('pin') || fields.includes('gender') || fields.includes('birthDate')
    if (!newNumber || !(await contactOf(ctx.tx, personId))) return []
    return [{ system: 'eid', vi: 'Tài khoản định danh điện tử đang dùng số hiện nay để đăng nhập.', en: 'The e-ID account signs in with the present number.' }]
  })
}

/** What stands open of a person whose status is about to change. */
async function endsWithLife(ctx: Ctx, personId: string, fields: readonly string[]): Promise<Effect[]> {
  if (!fields.includes('lifeStatus')) return []
  const found = await selectRestsOnPerson(ctx.tx, personId)
  return [
    ...(found.household ? [{ system: 'residence', vi: `Đang ở hồ sơ cư trú ${found.household}${found.head ? ', là chủ hộ' : ''}; ${found.members} người khác cùng hộ.`, en: `In residence file ${found.household}${found.head ? ', as its head' : ''}, with ${found.members} others.` }] : []),
    ...((await contactOf(ctx.tx, personId)) ? [{ system: 'eid', vi: 'Có tài khoản định danh điện tử.', en: 'Has an e-ID account.' }] : []),
    ...(found.cards > 0 ? [{ system: 'card', vi: 'Có thẻ căn cước đang còn giá trị.', en: 'Has an identity card in force.' }] : []),
  ]
}

async function restsOnPerson(ctx: Ctx, personId: string, fields: readonly string[]): Promise<Effect[]> {
  if (!fields.some((field) => printed.has(field))) return []
  const found = await selectRestsOnPerson(ctx.tx, personId)
  const effects: Effect[] = []
  const say = (system: string, vi: string, en: string): void => void effects.push({ system, vi, en })
  if (found.household) {
    say('residence', `Hồ sơ cư trú ${found.household}${found.head ? ', là chủ hộ' : ''}; ${found.members} người khác cùng hộ. Giấy xác nhận cư trú CT07 đã cấp hết giá trị khi thông tin đổi.`,
      `Residence file ${found.household}${found.head ? ', as its head' : ''}; ${found.members} others in the household. Confirmations CT07 end when data change.`)
  }
  if (found.births > 0) say('civil-status', 'Sổ đăng ký khai sinh ghi thông tin cũ; cải chính hộ tịch làm riêng.', 'The birth book carries the old facts; it is corrected there.')
  if (found.childBirths > 0) say('civil-status', `Khai sinh của ${found.childBirths} người con ghi tên cha, mẹ như cũ.`, `The birth entries of ${found.childBirths} children name the parent as before.`)
  if (found.marriages > 0) say('civil-status', 'Sổ đăng ký kết hôn ghi thông tin cũ; cải chính hộ tịch làm riêng.', 'The marriage book carries the old facts; it is corrected there.')
  if (found.relatives > 0) say('population', `${found.relatives} người thân sẽ thấy thông tin mới trong mục người thân.`, `${found.relatives} relatives will see the new facts among their relatives.`)
  if (found.cards > 0) say('card', 'Thẻ căn cước đang có giá trị in thông tin cũ; cần đổi thẻ.', 'The identity card in force shows the old facts and must be changed.')
  return effects
}
