import type { VNode } from 'preact'
import { WhyAsked, QuestionPage } from './forms/form.tsx'
import { RadioGroup } from './forms/choice.tsx'
import { TextField } from './forms/text.tsx'
import { Button, ButtonLink } from './forms/button.tsx'
import { Form } from './forms/form.tsx'
import { ClockChip } from './flow/status.tsx'
import { renderPage } from './frame/render-page.tsx'
import type { PageOptions } from './frame/options.ts'
import { VerdictPanel } from './trust/trust.tsx'
import { LanesSample, SubmittedSample, TimelineSample, CODE, FlowShow } from './showcase/flow.tsx'
import { FormShow } from './showcase/forms.tsx'
import { BarsSample, FigureShow, TilesSample } from './showcase/figures.tsx'
import { BirthCard, FatherCard, KnownShow, MotherCard } from './showcase/known.tsx'
import { ListShow, QueueTable, ReviewerSample } from './showcase/lists.tsx'
import { AccessSample, TourSample, TrustShow } from './showcase/trust.tsx'
import { kitStrings } from './strings/index.ts'

/** What the catalogue page needs from the request: language, comfort, token. */
export type KitPageOptions = Pick<PageOptions, 'lang' | 'demo' | 'path'> & Partial<Pick<PageOptions, 'comfort' | 'csrfToken' | 'saveData'>>

const mai = { name: 'Nguyễn Thị Mai', signOutAction: '/dang-xuat' }
const lan = { name: 'Lê Thị Lan', unit: 'Trung tâm Phục vụ hành chính công xã Tân Mẫu', post: 'Công chức tư pháp – hộ tịch', switchPostHref: '/vi-tri', signOutAction: '/dang-xuat' }
const rail = [
  { href: '#viec', label: 'Việc của tôi', current: true, count: 12 }, { href: '#moi', label: 'Hồ sơ mới', count: 3 }, { href: '#tre', label: 'Sắp trễ, đã trễ' },
  { href: '#tim', label: 'Tìm hồ sơ' }, { href: '#tra', label: 'Trả kết quả' }, { href: '#so', label: 'Số liệu' }, { href: '#tap', label: 'Tập làm' },
]
const back = { href: '/kit' }

/** Every component in every state, on one page: for people to look at, and for the tests. */
export function kitPage(options: KitPageOptions): string {
  const body = (
    <>
      <h1>Bộ giao diện Chàm</h1>
      <p class="lead">Mọi thành phần, mọi trạng thái. Trang này cũng là nơi thử khả năng tiếp cận.</p>
      <nav aria-label="Trang mẫu"><ul>{Object.entries(samples).map(([name, sample]) => <li><a href={`/kit/${name}`}>{sample.title}</a></li>)}</ul></nav>
      <FormShow /><KnownShow /><FlowShow /><ListShow /><FigureShow /><TrustShow />
    </>
  )
  return renderPage({ ...options, title: 'Bộ giao diện', screen: 'KIT', shell: 'public', wide: true, signInHref: '/dang-nhap' }, body)
}

interface Sample {
  readonly title: string
  readonly page: Omit<PageOptions, 'lang' | 'demo' | 'path' | 'title'>
  readonly body: () => VNode
}

const samples: Readonly<Record<string, Sample>> = {
  start: { title: 'Trang đầu', page: { screen: 'G-01', shell: 'public', signInHref: '/dang-nhap' }, body: () => <><h1>Ông/bà cần làm việc gì?</h1><p class="lead">Sáu bước dưới đây mở từng nhân vật ở đúng màn hình.</p><TourSample /></> },
  question: { title: 'Một câu hỏi', page: { screen: 'C-07', shell: 'citizen', person: mai, back }, body: question },
  errors: {
    title: 'Một câu hỏi, có chỗ sai', page: { screen: 'C-07', shell: 'citizen', person: mai, back, errors: [{ field: 'child.fullName', vi: 'Nhập tên đầy đủ của bé', en: 'Enter the child’s full name' }], session: { seconds: 280, stayAction: '/o-lai' } }, body: question,
  },
  known: { title: 'Nhà nước đã biết', page: { screen: 'C-06', shell: 'citizen', person: mai, back, legalItems: [{ key: 'mother.fullName', src: 'known' }, { key: 'child.gender', src: 'event' }, { key: 'child.fullName', src: 'typed' }] }, body: known },
  submitted: { title: 'Đã gửi', page: { screen: 'C-13', shell: 'citizen', person: mai, back }, body: () => <SubmittedSample /> },
  tracking: { title: 'Diễn biến', page: { screen: 'C-15', shell: 'citizen', person: mai, back, nav: [{ href: '/toi', label: 'Việc của tôi' }, { href: '/ho-so', label: 'Hồ sơ', current: true }, { href: '/vi', label: 'Giấy tờ' }, { href: '/luot-xem', label: 'Ai đã xem' }] }, body: () => <><p class="caption">Mã {CODE}</p><h1>Khai sinh, thường trú, thẻ BHYT cho bé</h1><p class="tags"><ClockChip state="running" left="1 ngày làm việc" due="thứ Tư 25/11" /></p><LanesSample /><h2>Diễn biến</h2><TimelineSample /></> },
  access: { title: 'Ai đã xem dữ liệu của tôi', page: { screen: 'C-24', shell: 'citizen', person: mai, back }, body: () => <><h1>Ai đã xem dữ liệu của tôi</h1><p class="lead">Tháng 11: 4 lượt</p><AccessSample /></> },
  verdict: { title: 'Giấy đã thu hồi', page: { screen: 'G-06', shell: 'public', back }, body: () => <><h1>Kiểm tra giấy tờ</h1><VerdictPanel verdict="revoked" issuer="UBND xã Tân Mẫu" date="24/11/2026" /></> },
  helping: { title: 'Làm giúp', page: { screen: 'C-07', shell: 'citizen', person: lan, back, actingFor: { name: 'Trần Văn Sáu (1952)', basis: 'cuộc gọi OTP 08:41', until: '10:00', endAction: '/lam-giup/xong' } }, body: question },
  queue: { title: 'Hàng đợi của công chức', page: { screen: 'O-12', shell: 'workspace', person: lan, nav: rail }, body: () => <><h1>Hồ sơ chờ kiểm tra</h1><QueueTable captionHidden /></> },
  review: { title: 'Xem xét hồ sơ', page: { screen: 'O-13', shell: 'workspace', person: lan, nav: rail, back: { href: '/kit/queue', label: 'Về hàng đợi' } }, body: () => <><h1>Hồ sơ …0042</h1><ReviewerSample /></> },
  leader: { title: 'Bảng điều hành', page: { screen: 'L-01', shell: 'workspace', person: { ...lan, name: 'Bà Thu', post: 'Phó Chủ tịch tỉnh Mẫu' }, nav: rail }, body: () => <><h1>Bảng điều hành tỉnh Mẫu</h1><TilesSample /><h2>Nơi đang giữ hồ sơ trễ</h2><BarsSample /></> },
}

export const KIT_SAMPLES: readonly string[] = Object.keys(samples)

/** A whole page of its kind, filled with invented people; undefined for an unknown name. */
export function kitSample(name: string, options: KitPageOptions): string | undefined {
  const sample = samples[name]
  return sample && renderPage({ ...sample.page, ...options, title: sample.title }, sample.body())
}

function question(): VNode {
  return (
    <QuestionPage action="/kit/question" command="0198f4b2-0000-7000-8000-000000000001" caption="Khai sinh, thường trú, thẻ BHYT" part={{ n: 2, total: 3 }} saveLater>
      <TextField heading name="child.fullName" label="Tên đầy đủ của bé là gì?" hint="Viết đủ họ, chữ đệm và tên, có dấu. Ví dụ: Trần Nguyễn Gia An" autocomplete="off" />
      <RadioGroup name="home" label="Bé sẽ đăng ký thường trú ở nhà nào?" options={[{ value: 'mother', label: 'Nhà mẹ', hint: 'Ấp 3, xã Tân Mẫu' }, { value: 'father', label: 'Nhà cha', hint: 'Ấp 1, xã An Mẫu' }]} />
      <WhyAsked><p>Cha và mẹ đang thường trú ở hai nơi nên chúng tôi không tự chọn được.</p></WhyAsked>
    </QuestionPage>
  )
}

function known(): VNode {
  return (
    <Form action="/kit/known">
      <p class="caption">Khai sinh, thường trú, thẻ BHYT cho bé · Phần 1/3</p>
      <h1>{kitStrings.vi['known.heading']}</h1>
      <MotherCard /><FatherCard /><BirthCard />
      <div class="buttons"><Button act="confirm-known">Đúng hết, tiếp tục</Button><ButtonLink kind="quiet" href="/kit">Lưu, làm sau</ButtonLink></div>
      <p class="hint">Nộp tới: UBND xã Tân Mẫu. Phí 0 đồng.</p>
    </Form>
  )
}
