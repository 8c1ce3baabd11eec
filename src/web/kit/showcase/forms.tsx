import { Button, ButtonLink, ButtonRow } from '../forms/button.tsx'
import { Checkboxes, RadioGroup, SearchSelect, Select } from '../forms/choice.tsx'
import { Declaration } from '../forms/declaration.tsx'
import { ErrorSummary } from '../forms/error-summary.tsx'
import { FileField } from '../forms/file.tsx'
import { Form, WhyAsked } from '../forms/form.tsx'
import { DateField, OtpField, PinField, TextArea, TextField } from '../forms/text.tsx'
import { Show } from './show.tsx'

const faults = [
  { field: 'wrong.name', vi: 'Nhập tên đầy đủ của bé' },
  { field: 'wrong.pin', vi: 'Số định danh có 12 chữ số. Ông/bà đã nhập 11 chữ số.' },
  { field: 'wrong.born', vi: 'Ngày sinh của bé không thể sau hôm nay, 22/11/2026' },
]

const homes = [
  { value: 'mother', label: 'Nhà mẹ', hint: 'Ấp 3, xã Tân Mẫu, tỉnh Mẫu' },
  { value: 'father', label: 'Nhà cha', hint: 'Ấp 1, xã An Mẫu, tỉnh Mẫu' },
]

/** Controls in every state: empty, filled, wrong, switched off. */
export function FormShow() {
  return (
    <>
      <Show id="nut" title="Nút bấm">
        <ButtonRow>
          <Button act="show-primary">Tiếp tục</Button>
          <Button kind="secondary" act="show-secondary" icon="print">In giấy hẹn</Button>
          <Button kind="danger" act="show-danger">Rút hồ sơ</Button>
          <Button kind="quiet" act="show-quiet">Lưu, làm sau</Button>
          <Button act="show-off" disabled>Chưa bấm được</Button>
          <ButtonLink href="#nut">Làm ngay</ButtonLink>
          <Button kind="secondary" act="show-key" shortcut="F10">Nhận</Button>
        </ButtonRow>
      </Show>
      <Show id="chu" title="Ô chữ, số và ngày">
        <Form action="/kit">
          <TextField name="child.fullName" label="Tên đầy đủ của bé là gì?" hint="Viết đủ họ, chữ đệm và tên, có dấu. Ví dụ: Trần Nguyễn Gia An" />
          <TextField name="filled" label="Số điện thoại để nhắn" value="0900 000 512" type="tel" autocomplete="tel" width="twelve" />
          <TextField name="optional" label="Tên thường gọi" optional />
          <TextField name="money" label="Số tiền" inputmode="numeric" suffix="đồng" value="50.000" />
          <PinField name="pin" label="Số định danh" />
          <OtpField name="otp" label="Mã vừa nhắn tới máy của ông/bà" hint="Mã có 6 chữ số, dùng được 5 phút." />
          <DateField name="born" label="Bé sinh ngày nào?" value={{ day: '8', month: '5', year: '2026' }} />
          <TextArea name="note" label="Nhắn cho nơi đang giữ hồ sơ" maxlength={300} />
          <TextField name="off" label="Nơi đăng ký" value="Xã Tân Mẫu" disabled />
          <WhyAsked><p>Cha và mẹ đang thường trú ở hai nơi nên chúng tôi không tự chọn được.</p></WhyAsked>
        </Form>
      </Show>
      <Show id="chon" title="Ô chọn">
        <Form action="/kit">
          <RadioGroup name="home" label="Bé sẽ đăng ký thường trú ở nhà nào?" options={homes} value="mother" />
          <RadioGroup name="pickup" label="Nhận kết quả bằng cách nào?" inline options={[{ value: 'phone', label: 'Trên điện thoại' }, { value: 'counter', label: 'Tại quầy' }, { value: 'post', label: 'Bưu điện', disabled: true }]} />
          <Checkboxes name="tell" label="Nhắn tin qua đâu?" values={['sms']} options={[{ value: 'sms', label: 'Tin nhắn' }, { value: 'mail', label: 'Thư điện tử' }, { value: 'call', label: 'Gọi điện' }]} />
          <Select name="ethnic" label="Dân tộc của bé" width="half" options={[{ value: '01', label: 'Kinh' }, { value: '02', label: 'Tày' }, { value: '08', label: 'Mông' }]} />
          <SearchSelect name="commune" label="Xã nơi ở" hint="Tên cũ cũng tìm được." query="Tan Mau" results={[{ value: '99001', label: 'Xã Tân Mẫu, tỉnh Mẫu', hint: 'tên cũ: xã Tân Mẫu Tây' }, { value: '99002', label: 'Xã An Mẫu, tỉnh Mẫu' }]} />
          <SearchSelect name="commune2" label="Xã nơi sinh" query="Tan Mou" results={[]} />
          <SearchSelect name="commune3" label="Xã quê quán" value="99001" chosenLabel="Xã Tân Mẫu, tỉnh Mẫu" />
        </Form>
      </Show>
      <Show id="tep" title="Giấy tờ và cam đoan">
        <Form action="/kit" upload>
          <FileField name="marriage" label="Giấy kết hôn" types="JPG, PNG, PDF" maxMegabytes={15} accept="image/*,application/pdf" camera hint="Đặt giấy trên nền sẫm, thấy đủ bốn mép, không bật đèn chớp." />
          <FileField name="lease" label="Hợp đồng thuê nhà" types="JPG, PNG, PDF" maxMegabytes={15} accept="image/*" received="hop-dong.pdf, 2 trang" />
          <Declaration name="declare" label="Tôi cam đoan" basis="Luật Hộ tịch 2014, điều 16"><p>Những điều tôi khai là đúng. Tôi chịu trách nhiệm trước pháp luật về lời khai này.</p></Declaration>
        </Form>
      </Show>
      <Show id="loi" title="Khi có chỗ cần sửa" note="Bảng tóm tắt ở đầu trang, cùng câu ở cạnh ô. Chữ đã nhập được giữ.">
        <ErrorSummary errors={faults} />
        <Form action="/kit">
          <TextField name="wrong.name" label="Tên đầy đủ của bé là gì?" error={faults[0]!.vi} />
          <PinField name="wrong.pin" label="Số định danh của cha" value="09909400051" error={faults[1]!.vi} />
          <DateField name="wrong.born" label="Bé sinh ngày nào?" value={{ day: '30', month: '11', year: '2026' }} error={faults[2]!.vi} />
          <RadioGroup name="wrong.home" label="Bé ở nhà nào?" options={homes} error="Chọn nhà mà bé sẽ đăng ký" />
          <FileField name="wrong.file" label="Giấy kết hôn" types="JPG, PNG, PDF" maxMegabytes={15} accept="image/*" error="Tệp «giay-ket-hon.heic» không mở được. Chụp lại, hoặc chọn tệp JPG, PNG, PDF." />
          <Declaration name="wrong.declare" label="Tôi cam đoan" error="Đánh dấu «Tôi cam đoan» để gửi"><p>Những điều tôi khai là đúng.</p></Declaration>
        </Form>
      </Show>
    </>
  )
}
