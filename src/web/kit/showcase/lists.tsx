import { Button, ButtonLink } from '../forms/button.tsx'
import { Form } from '../forms/form.tsx'
import { Select } from '../forms/choice.tsx'
import { TextField } from '../forms/text.tsx'
import { ClockChip, StatusTag } from '../flow/status.tsx'
import { EmptyState, Notice } from '../feedback/notice.tsx'
import { FactLine } from '../known/known-card.tsx'
import { DataTable } from '../lists/data-table.tsx'
import { FilterBar, Pager, SplitReviewer, WorklistCard } from '../lists/lists.tsx'
import { Show } from './show.tsx'

const rows = [
  { code: '099.17.23.05-261122-0042', who: 'Nguyễn Thị Mai', what: 'Khai sinh, thường trú, BHYT', hours: 2, late: false },
  { code: '099.17.23.05-261121-0017', who: 'Trần Văn Sáu', what: 'Cấp lại giấy khai sinh', hours: -3, late: true },
  { code: '099.17.23.05-261121-0009', who: 'Phạm Thị Bưởi', what: 'Đăng ký thường trú', hours: 6, late: false },
]

export function QueueTable(props: { captionHidden?: boolean }) {
  return (
    <DataTable caption="Hồ sơ chờ kiểm tra" captionHidden={props.captionHidden ?? false} rows={rows} rowClass={(row) => row.late ? 'row-late' : undefined} columns={[
      { header: 'Mã hồ sơ', rowHeader: true, cell: (row) => <a href={`#${row.code}`}>{row.code}</a> },
      { header: 'Người nộp', cell: (row) => row.who },
      { header: 'Thủ tục', cell: (row) => row.what },
      { header: 'Đồng hồ', cell: (row) => row.late ? <ClockChip state="late" late="3 giờ" /> : <ClockChip state="running" left={`${row.hours} giờ`} soon={row.hours < 3} /> },
    ]} />
  )
}

export function ReviewerSample() {
  return (
    <SplitReviewer
      document={<div class="stack"><p>Văn bản thoả thuận chọn họ, trang 1/2</p><Notice kind="warn" title="Ảnh hơi mờ, đọc được">Chữ rõ 0,41. Loá 0 %. Đủ bốn mép.</Notice></div>}
      facts={<dl class="facts"><FactLine f="review.name" label="Tên bé" value="Nguyễn Gia An" /><FactLine f="review.rule" src="derived" label="Quy tắc" value="Họ theo cha hoặc mẹ. Họ cha là Trần." /></dl>}
      matched={{ count: 17, list: <dl class="facts"><FactLine f="review.mother" label="Mẹ" value="Nguyễn Thị Mai" /></dl> }}
      decision={<Form action="/kit"><div class="buttons"><Button act="accept" name="decision" value="accept" shortcut="F10">Nhận</Button><Button kind="secondary" act="return" name="decision" value="return" shortcut="F11">Cần thêm giấy</Button><Button kind="danger" act="refuse" name="decision" value="refuse" shortcut="F12">Từ chối</Button></div></Form>}
    />
  )
}

export function ListShow() {
  return (
    <>
      <Show id="the-viec" title="Thẻ việc">
        <WorklistCard tone="todo" title="Bổ sung 1 giấy tờ" href="#" tags={<ClockChip state="running" left="3 ngày" soon />} lines={['Đăng ký tạm trú', 'Ảnh trang 2 bị cắt mất góc dưới']} actions={<ButtonLink href="#">Bổ sung ngay</ButtonLink>} />
        <WorklistCard tone="offer" title="Bé mới sinh 20/11: làm khai sinh, thường trú, thẻ BHYT một lần" lines={['Khoảng 3 phút. Vì bệnh viện đã báo sinh.']} actions={<><ButtonLink href="#">Làm ngay</ButtonLink><a href="#the-viec">Nhắc sau</a><a href="#the-viec">Không cần</a></>} />
        <WorklistCard tone="problem" title="Hồ sơ trễ hẹn" tags={<StatusTag tone="problem">Trễ 1 ngày</StatusTag>} lines={['Đang chờ nơi cư trú cũ trả lời.']} />
        <WorklistCard title="Đổi giấy phép lái xe" href="#" tags={<StatusTag tone="info">Đang xử lý</StatusTag>} />
      </Show>
      <Show id="bang" title="Bảng, lọc và trang">
        <FilterBar action="/kit" clearHref="/kit">
          <TextField name="q" label="Mã hồ sơ hoặc tên" type="search" />
          <Select name="state" label="Trạng thái" options={[{ value: 'all', label: 'Tất cả' }, { value: 'late', label: 'Trễ' }]} value="all" />
        </FilterBar>
        <QueueTable />
        <Pager previousHref="#" nextHref="#" from={51} to={100} total="1.906" />
        <DataTable caption="Hồ sơ trễ" rows={[]} columns={[]} empty={<EmptyState title="Không có hồ sơ nào trễ." action={<ButtonLink kind="secondary" href="#">Xem việc hôm nay</ButtonLink>}>Đơn vị đang làm đúng hẹn.</EmptyState>} />
      </Show>
      <Show id="xem-xet" title="Xem xét hai bên"><ReviewerSample /></Show>
    </>
  )
}
