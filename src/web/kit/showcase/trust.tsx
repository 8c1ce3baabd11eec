import { Button, ButtonLink } from '../forms/button.tsx'
import { EmptyState, Notice } from '../feedback/notice.tsx'
import { ICON_NAMES, Icon } from '../icon.tsx'
import { PersonaCard, Tour } from '../trust/personas.tsx'
import { AccessGroup, VerdictPanel } from '../trust/trust.tsx'
import { Show } from './show.tsx'

export function AccessSample(props: { level?: 2 | 3 }) {
  return (
    <>
      <AccessGroup level={props.level ?? 2} title="Vì hồ sơ của tôi (4)" subtitle="Khai sinh cho bé …0042" actions={<ButtonLink kind="secondary" href="#">Mở hồ sơ</ButtonLink>} entries={[
        { unit: 'UBND xã Tân Mẫu', when: '24/11 09:05', times: 2, fields: 'họ tên, nơi thường trú, kết hôn', sealedHref: '#' },
        { unit: 'BHXH cơ sở Mẫu', when: '25/11 10:30', automatic: true, times: 1, fields: 'họ tên, nơi thường trú' },
      ]} />
      <AccessGroup level={props.level ?? 2} title="Lý do khác (1)" actions={<ButtonLink kind="secondary" href="#">Tôi không biết việc này</ButtonLink>} entries={[
        { unit: 'Bệnh viện B', when: '03/11 07:15', reason: 'cấp cứu', fields: 'họ tên, ngày sinh', refused: 'Không được xem' },
      ]} />
    </>
  )
}

export function TourSample(props: { level?: 2 | 3 }) {
  return (
    <Tour level={props.level ?? 2} label="Sáu bước xem thử" steps={[
      { title: 'Mở việc của tôi', who: 'Chị Mai, 26 tuổi', text: 'Bệnh viện đã báo sinh. Nhà nước gợi ý làm ba việc một lần.', start: { action: '/demo/nhan-vat', fields: { persona: 'mai' } }, done: true },
      { title: 'Nộp hồ sơ', who: 'Chị Mai', text: 'Chỉ nhập tên bé. Mọi điều khác đã có.', start: { action: '/demo/nhan-vat', fields: { persona: 'mai-2' } } },
      { title: 'Kiểm tra khai sinh', who: 'Công chức tư pháp xã', text: 'Chỉ thấy những điều chưa đối chiếu.', start: { href: '#' } },
    ]} />
  )
}

export function TrustShow() {
  return (
    <>
      <Show id="giay-to" title="Kiểm tra giấy tờ">
        <VerdictPanel verdict="valid" issuer="UBND xã Tân Mẫu" date="24/11/2026" facts={[{ label: 'Loại', value: 'Trích lục khai sinh' }, { label: 'Họ tên', value: 'T. N. G. A.' }]} />
      </Show>
      <Show id="luot-xem" title="Ai đã xem dữ liệu của tôi"><AccessSample level={3} /></Show>
      <Show id="nhan-vat" title="Nhân vật và các bước xem thử">
        <PersonaCard level={3} name="Nguyễn Thị Mai" who="26 tuổi, công nhân may, mới sinh con" what={<p>Nộp hồ sơ trên điện thoại.</p>} start={{ action: '/demo/nhan-vat', fields: { persona: 'mai' } }} />
        <TourSample level={3} />
      </Show>
      <Show id="thong-bao" title="Thông báo">
        <Notice title="Bệnh viện đã báo sinh">Ông/bà không phải nộp giấy chứng sinh.</Notice>
        <Notice kind="success" title="Đã nhận đủ 6/6 tệp">Máy chủ cấp biên nhận lúc 19:02.</Notice>
        <Notice kind="warn" title="Chưa lấy được thông tin hôn nhân từ Hộ tịch">Hồ sơ vẫn nộp được; chúng tôi sẽ lấy sau.</Notice>
        <Notice kind="error" title="Hệ thống đang trục trặc">Phần đã khai vẫn được giữ. Thử lại sau 5 phút.</Notice>
        <EmptyState title="Hiện không có việc gì cần làm" icon="check-circle" action={<Button kind="secondary" type="button" act="show-empty">Tìm thủ tục</Button>} />
      </Show>
      <Show id="hinh" title="Hình nhỏ" note="Luôn đi cùng một từ.">
        <ul class="icons">{ICON_NAMES.map((name) => <li><Icon name={name} size="large" /><span>{name}</span></li>)}</ul>
      </Show>
    </>
  )
}
