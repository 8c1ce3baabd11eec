import { areaAsOf, fullAreaName, labelOf } from '../../foundations/areas/index.ts'
import { renderPdf, type FormBlock, type StateForm } from '../../foundations/documents/index.ts'
import { appointmentOn, getOrganisation, type Organisation } from '../../foundations/organisations/index.ts'
import { readPerson, type PersonView, type PersonField, type Place } from '../../foundations/population/index.ts'
import { absenceOf, householdOf, residencesOf, type HouseholdView } from '../../foundations/residence/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { refusals } from '../../kernel/refusal.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { genderWord, line, upper, type FormHead } from './form-parts.ts'
import { agencyLines, placeAndDate } from './letters.ts'
import { emptyCt02, residenceSlip, type ResidenceSlip } from './residence-forms.ts'

const texts = refusals({
  'results.no-absence': { status: 409, vi: 'Người này không có khai báo tạm vắng nào để in phiếu.', en: 'There is no declared absence to print.', next: 'Khai báo tạm vắng trước.' },
})

/**
 * Forms that people sign, with what the state knows already printed and lines for the pen where it does not. The items are those of domain §2.6 and §2.8
 * (sure for CT01; for DC01 and DC02 only what they are for is sure, the items follow Luật Căn cước 2023 đ.9). No paper of the state: unsealed, in nobody's wallet.
 */
export type FormToSign = 'ct01' | 'ct03' | 'dc02' | ResidenceSlip

export interface PrintedForm {
  readonly fileName: string
  readonly bytes: Uint8Array
}

/** One form about one person, as PDF. Rights and log as the readings it is made of. */
export async function printFormToSign(ctx: Ctx, kind: FormToSign, personId: string, footer: string): Promise<PrintedForm> {
  const unit = await unitOf(ctx)
  const form = kind === 'ct01' ? await ct01(ctx, unit, personId) : kind === 'ct03' ? await ct03(ctx, unit, personId) : kind === 'dc02' ? await dc02(ctx, unit, personId)
    : await residenceSlip(ctx, kind, personId, await head(ctx, unit, ctx.today), unit.name)
  return { fileName: `${kind}.pdf`, bytes: renderPdf(form, { footer }) }
}

/** CT02, empty: a Vietnamese settled abroad whom the register does not know. */
export async function printEmptyCt02(ctx: Ctx, footer: string): Promise<PrintedForm> {
  const unit = await unitOf(ctx)
  return { fileName: 'ct02.pdf', bytes: renderPdf(emptyCt02(await head(ctx, unit, ctx.today), unit.name), { footer }) }
}

/** DC01, empty: for somebody who is not in the register yet, so there is nothing to print. */
export async function printEmptyDc01(ctx: Ctx, footer: string): Promise<PrintedForm> {
  return { fileName: 'dc01.pdf', bytes: renderPdf(dc01(await head(ctx, await unitOf(ctx), ctx.today)), { footer }) }
}

const identity = ['fullName', 'otherName', 'birthDate', 'gender', 'pin', 'identityNumbers', 'ethnicity', 'religion', 'nationalities', 'nativePlace', 'phone', 'email'] as const satisfies readonly PersonField[]
type Identity = PersonView<(typeof identity)[number]>

const placeWords = (place: Place, on: PlainDate): string | null => place.text ?? (place.area && areaAsOf(place.area, on) ? fullAreaName(place.area, on) : null)

async function unitOf(ctx: Ctx): Promise<Organisation> {
  if (ctx.actor.kind !== 'officer') throw new Error('forms are printed by officers')
  const appointment = await appointmentOn(ctx.tx, ctx.actor.appointmentId, ctx.today)
  return appointment?.organisation ?? getOrganisation(ctx, ctx.actor.organisationId)
}

const head = async (ctx: Ctx, unit: Organisation, on: PlainDate): Promise<FormHead> =>
  ({ agency: await agencyLines(ctx, unit), number: null, placeAndDate: placeAndDate(unit, on), signer: null })

/** Tờ khai thay đổi thông tin cư trú (TT 116/2026/TT-BCA): items 1 to 11 and the four opinions. */
async function ct01(ctx: Ctx, unit: Organisation, personId: string): Promise<StateForm> {
  const person = await readPerson(ctx, personId, identity)
  const home = await householdOf(ctx, personId)
  return {
    ...(await head(ctx, unit, ctx.today)), title: 'Tờ khai thay đổi thông tin cư trú', subtitle: 'Mẫu CT01', addressee: unit.name,
    blocks: [
      { kind: 'lines', rows: [line('1. Họ, chữ đệm và tên', upper(person.fullName)), line('2. Ngày, tháng, năm sinh', person.birthDate && formatPartialVi(person.birthDate)), line('3. Giới tính', genderWord(person.gender))] },
      { kind: 'boxes', label: '4. Số định danh cá nhân', value: person.pin, count: 12 },
      { kind: 'lines', rows: [line('5. Số điện thoại liên hệ', person.phone), line('6. Email', person.email), line('7. Họ, chữ đệm và tên chủ hộ', home?.headName ? upper(home.headName) : null), line('8. Mối quan hệ với chủ hộ', relationOf(home, personId))] },
      { kind: 'boxes', label: '9. Số định danh cá nhân của chủ hộ', value: home?.headPin ?? null, count: 12 },
      { kind: 'lines', rows: [line('10. Nội dung đề nghị'), line('')] },
      { kind: 'table', heading: '11. Những thành viên trong hộ gia đình cùng thay đổi', columns: ['TT', 'Họ, chữ đệm và tên', 'Ngày sinh', 'Giới tính', 'Số định danh cá nhân', 'Quan hệ với chủ hộ'], rows: [1, 2, 3, 4].map((n) => [String(n), '', '', '', '', '']) },
      { kind: 'signatures', cells: [{ title: 'Ý kiến của chủ hộ', note: 'Ghi ý kiến, ký, ghi rõ họ tên' }, { title: 'Ý kiến của chủ sở hữu chỗ ở', note: 'Ghi ý kiến, ký, ghi rõ họ tên, số định danh' }] },
      { kind: 'signatures', cells: [{ title: 'Ý kiến của cha, mẹ hoặc người giám hộ', note: 'Ghi ý kiến, ký, ghi rõ họ tên, số định danh' }, { title: 'Người kê khai', note: 'Ký, ghi rõ họ tên' }] },
    ],
  }
}

const relationOf = (home: HouseholdView | undefined, personId: string): string | null => home?.members.find((each) => each.personId === personId)?.relationText ?? null

/** Phiếu khai báo tạm vắng: what was declared (Luật Cư trú đ.31). */
async function ct03(ctx: Ctx, unit: Organisation, personId: string): Promise<StateForm> {
  const person = await readPerson(ctx, personId, ['fullName', 'birthDate', 'gender', 'pin'])
  const absence = await absenceOf(ctx, personId)
  if (!absence) return texts.refuse('results.no-absence')
  const home = (await residencesOf(ctx, personId)).find((each) => each.standing === 'confirmed')
  return {
    ...(await head(ctx, unit, ctx.today)), number: absence.slipNumber, title: 'Phiếu khai báo tạm vắng', subtitle: 'Mẫu CT03',
    blocks: [{ kind: 'rows', rows: [
      { label: 'Họ, chữ đệm và tên', value: upper(person.fullName) }, { label: 'Ngày, tháng, năm sinh', value: person.birthDate ? formatPartialVi(person.birthDate) : '' }, { label: 'Giới tính', value: genderWord(person.gender) ?? '' },
      { label: 'Số định danh cá nhân', value: person.pin ?? '' }, { label: 'Nơi cư trú', value: home?.address.text ?? '' }, { label: 'Nhóm phải khai báo', value: absence.groundText }, { label: 'Nơi đến', value: absence.destination.text },
      { label: 'Vắng từ ngày', value: formatDateVi(absence.from) }, { label: 'Đến ngày', value: absence.until ? formatDateVi(absence.until) : 'chưa rõ' },
    ] }, { kind: 'signatures', cells: [{ title: 'Người khai báo', note: 'Ký, ghi rõ họ tên' }, { title: 'Cán bộ tiếp nhận', note: 'Ký, ghi rõ họ tên' }] }],
  }
}

const requests = ['Cấp thẻ căn cước', 'Cấp đổi thẻ căn cước', 'Cấp lại thẻ căn cước', 'Xác nhận số chứng minh nhân dân 9 số', 'Hủy, xác lập lại số định danh cá nhân', 'Khai thác thông tin', 'Điều chỉnh thông tin trong cơ sở dữ liệu', 'Tích hợp thông tin vào thẻ căn cước'] as const

/** Phiếu đề nghị giải quyết thủ tục về căn cước (TT 17/2024/TT-BCA, TT 53/2025/TT-BCA). */
async function dc02(ctx: Ctx, unit: Organisation, personId: string): Promise<StateForm> {
  const person = await readPerson(ctx, personId, identity)
  const permanent = (await residencesOf(ctx, personId)).find((each) => each.kind === 'permanent' && each.standing === 'confirmed')
  return {
    ...(await head(ctx, unit, ctx.today)), title: 'Phiếu đề nghị giải quyết thủ tục về căn cước', subtitle: 'Mẫu DC02', addressee: unit.name,
    blocks: [
      ...personBlocks(person, ctx.today), { kind: 'lines', rows: [line('Nơi thường trú', permanent?.address.text ?? null), line('Số điện thoại', person.phone), line('Email', person.email)] },
      { kind: 'choices', heading: 'Nội dung đề nghị (đánh dấu vào ô)', items: requests.map((label) => ({ label, ticked: false })) },
      { kind: 'lines', rows: [line('Nói rõ nội dung đề nghị'), line(''), line('Giấy tờ kèm theo')] },
      { kind: 'paragraph', text: 'Tôi cam đoan những điều ghi trên đây là đúng.' }, { kind: 'signatures', cells: [{ title: 'Cán bộ tiếp nhận', note: 'Ký, ghi rõ họ tên' }, { title: 'Người đề nghị', note: 'Ký, ghi rõ họ tên' }] },
    ],
  }
}

function personBlocks(person: Identity, on: PlainDate): FormBlock[] {
  const old = person.identityNumbers.filter((each) => each.kind === 'cmnd9').map((each) => each.value).join(', ')
  return [
    { kind: 'lines', rows: [line('Họ, chữ đệm và tên', upper(person.fullName)), line('Tên gọi khác', person.otherName), line('Ngày, tháng, năm sinh', person.birthDate && formatPartialVi(person.birthDate)), line('Giới tính', genderWord(person.gender))] },
    { kind: 'boxes', label: 'Số định danh cá nhân', value: person.pin, count: 12 },
    { kind: 'lines', rows: [
      line('Số CMND 9 số', old === '' ? null : old), line('Dân tộc', person.ethnicity && labelOf('ethnic-groups', person.ethnicity, on)), line('Tôn giáo', person.religion && labelOf('religions', person.religion, on)),
      line('Quốc tịch', person.nationalities.length === 0 ? null : person.nationalities.map((code) => labelOf('nationalities', code, on)).join(', ')), line('Quê quán', placeWords(person.nativePlace, on)),
    ] },
  ]
}

/** Phiếu thu thập thông tin dân cư: the items of Luật Căn cước 2023 đ.9. */
function dc01(top: FormHead): StateForm {
  const items = [
    'Họ, chữ đệm và tên khai sinh', 'Tên gọi khác', 'Ngày, tháng, năm sinh', 'Giới tính', 'Nơi sinh', 'Nơi đăng ký khai sinh', 'Quê quán', 'Dân tộc', 'Tôn giáo', 'Quốc tịch', 'Nhóm máu (không bắt buộc)', 'Số CMND 9 số, ngày cấp, nơi cấp',
    'Tình trạng hôn nhân', 'Nơi thường trú', 'Nơi tạm trú', 'Nơi ở hiện tại', 'Quan hệ với chủ hộ', 'Số điện thoại', 'Thư điện tử',
  ]
  return {
    ...top, title: 'Phiếu thu thập thông tin dân cư', subtitle: 'Mẫu DC01, dùng cho người chưa có trong Cơ sở dữ liệu quốc gia về dân cư',
    blocks: [
      { kind: 'lines', rows: items.map((label, i) => line(`${i + 1}. ${label}`)) }, { kind: 'boxes', label: `${items.length + 1}. Số định danh cá nhân (nếu có)`, value: null, count: 12 },
      { kind: 'table', heading: `${items.length + 2}. Cha, mẹ, vợ hoặc chồng, con, người giám hộ hoặc đại diện, chủ hộ`, columns: ['Quan hệ', 'Họ, chữ đệm và tên', 'Quốc tịch', 'Số định danh hoặc CMND'], rows: ['Cha', 'Mẹ', 'Vợ hoặc chồng', 'Con', 'Con', 'Người giám hộ, đại diện', 'Chủ hộ'].map((who) => [who, '', '', '']) },
      { kind: 'signatures', cells: [{ title: 'Cảnh sát khu vực, Công an xã', note: 'Ký, ghi rõ họ tên' }, { title: 'Người khai', note: 'Ký, ghi rõ họ tên' }] },
    ],
  }
}
