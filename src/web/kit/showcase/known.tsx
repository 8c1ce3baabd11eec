import { Form } from '../forms/form.tsx'
import { DiffLine, FactLine, KnownCard, MaskedValue } from '../known/known-card.tsx'
import { Show } from './show.tsx'

const register = { name: 'CSDL dân cư', date: '02/03/2026' }

/** A card of the mother of the linked birth, with a masked number and an old name. */
export function MotherCard() {
  return (
    <KnownCard title="Mẹ" source={register} wrongHref="/bao-sai/mother" confirm={{ name: 'confirm.mother', checked: true }}>
      <FactLine f="mother.fullName" label="Họ tên" value="Nguyễn Thị Mai" />
      <FactLine f="mother.birthDate" label="Ngày sinh" value="12/08/1999" />
      <FactLine f="mother.pin" label="Số định danh" value={<MaskedValue masked="099 1•• ••• 512" label="số định danh của mẹ" revealAction="/ho-so/1/hien" revealFields={{ f: 'mother.pin' }} />} />
      <FactLine f="mother.residence" label="Nơi thường trú" value="Ấp 3, xã Tân Mẫu, tỉnh Mẫu" oldName="xã Tân Mẫu Tây" />
    </KnownCard>
  )
}

export function FatherCard() {
  return (
    <KnownCard title="Cha" confirm={{ name: 'confirm.father' }}>
      <FactLine f="father.fullName" label="Họ tên" value="Trần Văn Nam" source={{ name: 'CSDL dân cư', date: '11/2019' }} wrongHref="/bao-sai/father.fullName" />
      <FactLine f="father.residence" label="Nơi thường trú" value="Ấp 1, xã An Mẫu, tỉnh Mẫu" source={{ name: 'CSDL dân cư', date: '11/2019' }} state="correcting" />
      <FactLine f="marriage" label="Kết hôn" source={{ name: 'Hộ tịch' }} state="pending" />
    </KnownCard>
  )
}

export function BirthCard() {
  return (
    <KnownCard title="Việc sinh" source={{ name: 'Bệnh viện Đa khoa tỉnh Mẫu báo sinh', date: '20/11/2026 06:02' }} wrongHref="/bao-sai/birth">
      <FactLine f="child.gender" src="event" label="Giới tính" value="Bé gái" />
      <FactLine f="child.birthDate" src="event" label="Ngày giờ sinh" value="20/11/2026 lúc 04:20" />
      <FactLine f="child.birthPlace" src="event" label="Nơi sinh" value="Bệnh viện Đa khoa tỉnh Mẫu" />
    </KnownCard>
  )
}

export function KnownShow() {
  return (
    <Show id="da-biet" title="Nhà nước đã biết">
      <Form action="/kit">
        <MotherCard />
        <FatherCard />
        <BirthCard />
      </Form>
      <KnownCard title="Con" level={3}>
        <FactLine f="show.revealed" label="Số định danh" value={<MaskedValue masked="" value="099 326 000 117" label="số" revealAction="/kit" />} />
        <FactLine f="show.claimed" label="Nghề nghiệp" value="Công nhân may" state="claimed" source={{ name: 'bà Mai khai', date: '22/11/2026' }} />
        <FactLine f="show.empty" label="Tên gọi khác" />
      </KnownCard>
      <div>
        <DiffLine label="Nơi thường trú" old="Ấp 1, xã An Mẫu" new="Ấp 3, xã Tân Mẫu" />
        <DiffLine label="Số điện thoại" new="0900 000 512" />
      </div>
    </Show>
  )
}
