import { ButtonLink } from '../forms/button.tsx'
import { ConfirmationPanel, QrImage } from '../flow/confirmation.tsx'
import { FeeBreakdown } from '../flow/fee.tsx'
import { ClockChip, StatusTag } from '../flow/status.tsx'
import { CheckAnswers, TaskList } from '../flow/task-list.tsx'
import { Lanes, Timeline } from '../flow/timeline.tsx'
import { Show } from './show.tsx'

export const CODE = '099.17.23.05-261122-0042'

export function LanesSample() {
  return (
    <Lanes label="Ba việc trong hồ sơ" lanes={[
      { title: 'Khai sinh', state: 'done', stateText: 'Xong 24/11', holder: 'UBND xã Tân Mẫu', href: '#khai-sinh' },
      { title: 'Thường trú', state: 'active', holder: 'Công an xã Tân Mẫu', clock: <ClockChip state="running" left="1 ngày làm việc" /> },
      { title: 'Thẻ BHYT', state: 'waiting', holder: 'BHXH cơ sở Mẫu', note: 'Chờ nơi thường trú' },
    ]} />
  )
}

export function TimelineSample() {
  return (
    <Timeline label="Diễn biến" events={[
      { when: '25/11 08:12', text: 'Công an xã nhận phần thường trú', lane: 'Thường trú' },
      { when: '24/11 15:40', text: 'Đã ký giấy khai sinh', kind: 'done', lane: 'Khai sinh', detail: <a href="#giay">Xem, tải, bỏ vào ví</a> },
      { when: '24/11 10:20', text: 'Cần thêm 1 giấy: văn bản cha mẹ chọn họ cho bé', kind: 'problem', lane: 'Khai sinh' },
      { when: '22/11 21:14 – 23/11 08:00', text: 'Không tính giờ (ngoài giờ, Chủ nhật)', kind: 'pause' },
      { when: '22/11 21:14', text: 'Đã nhận đủ 1/1 tệp, mở được' },
    ]} />
  )
}

export function FlowShow() {
  return (
    <>
      <Show id="trang-thai" title="Trạng thái và đồng hồ">
        <p class="tags">
          <StatusTag>Chờ</StatusTag><StatusTag tone="info">Đang xử lý</StatusTag><StatusTag tone="known">Đã có kết quả</StatusTag><StatusTag tone="todo">Cần thêm</StatusTag><StatusTag tone="problem">Từ chối</StatusTag>
        </p>
        <p class="tags">
          <ClockChip state="running" left="2 ngày làm việc" due="thứ Tư 25/11" /><ClockChip state="running" left="3 giờ" soon /><ClockChip state="today" due="17:00" /><ClockChip state="paused" reason="chờ ông/bà" /><ClockChip state="late" late="1 ngày" /><ClockChip state="done" /><ClockChip state="done" late="2 giờ" />
        </p>
      </Show>
      <Show id="viec" title="Danh sách việc">
        <TaskList label="Giấy tờ" tasks={[
          { title: 'Giấy chứng sinh', state: 'not-needed', hint: 'Bệnh viện đã gửi bản điện tử' },
          { title: 'Giấy kết hôn', state: 'done', href: '#', hint: 'Đã có trong kho của ông/bà' },
          { title: 'Bản vẽ nhà', state: 'todo', href: '#' },
          { title: 'Ý kiến chủ hộ', state: 'waiting', hint: 'Đã nhắn ông Bảy lúc 09:10' },
          { title: 'Ảnh trang 2', state: 'problem', href: '#', hint: 'Mất góc dưới' },
          { title: 'Ký và gửi', state: 'cannot-start' },
        ]} />
      </Show>
      <Show id="kiem-tra" title="Kiểm tra trước khi gửi">
        <CheckAnswers title="Ông/bà đã khai" level={3} answers={[
          { label: 'Tên của bé', value: 'Trần Nguyễn Gia An', changeHref: '#chu', f: 'child.fullName' },
          { label: 'Nơi khám ban đầu', value: 'Trạm y tế xã Tân Mẫu', changeHref: '#chon', note: 'Gần nhà nhất' },
          { label: 'Bản sao giấy khai sinh', changeHref: '#chon' },
        ]} />
        <CheckAnswers folded title="Nhà nước đã biết (28 mục)" answers={[{ label: 'Mẹ', value: 'Nguyễn Thị Mai' }, { label: 'Cha', value: 'Trần Văn Nam' }]} />
      </Show>
      <Show id="phi" title="Phí">
        <FeeBreakdown total="0 đồng" lines={[{ label: 'Đăng ký khai sinh', amount: '0 đồng', reason: 'đăng ký đúng hạn', basis: 'Luật Hộ tịch 2014, điều 11' }]} />
        <FeeBreakdown total="10.000 đồng" lines={[{ label: 'Đăng ký thường trú', counter: '20.000 đồng', online: '10.000 đồng', amount: '10.000 đồng' }]} />
      </Show>
      <Show id="dien-bien" title="Diễn biến hồ sơ">
        <LanesSample />
        <Lanes level={3} lanes={[{ title: 'Khai sinh', state: 'returned', holder: 'UBND xã Tân Mẫu' }, { title: 'Thường trú', state: 'refused', holder: 'Công an xã Tân Mẫu' }, { title: 'Thẻ BHYT', state: 'stopped', holder: 'BHXH cơ sở Mẫu' }]} />
        <TimelineSample />
      </Show>
      <Show id="da-gui" title="Đã gửi" note="Trên trang thật, tiêu đề của khung này là h1.">
        <div class="stack"><QrImage text={CODE} size="small" label={`Mã QR của hồ sơ ${CODE}`} /><ButtonLink kind="secondary" href="#" icon="download">Tải biên nhận</ButtonLink></div>
      </Show>
    </>
  )
}

/** C-13 as a body of its own: it carries the h1. */
export function SubmittedSample() {
  return (
    <>
      <ConfirmationPanel title="Đã gửi hồ sơ" code={CODE} qrText={CODE}><p>UBND xã Tân Mẫu đang giữ. Hẹn trả thứ Tư 25/11.</p></ConfirmationPanel>
      <h2>Việc tiếp theo</h2>
      <p>Công chức tư pháp kiểm tra tên của bé trong 1 ngày làm việc. Có kết quả, chúng tôi nhắn tới số 0900 ••• 512.</p>
      <LanesSample />
    </>
  )
}
