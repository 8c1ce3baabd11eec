import { BarChart, LineChart, Sparkline } from '../figures/charts.tsx'
import { NumberTile, Tiles } from '../figures/number-tile.tsx'
import { Waterfall } from '../figures/waterfall.tsx'
import { Show } from './show.tsx'

export function TilesSample() {
  return (
    <Tiles>
      <NumberTile title="Đúng hạn" value="97,1 %" target="98 %" reached={false} change={{ direction: 'down', by: '0,9 điểm', good: false }} denominator="811 trong 835 hồ sơ đến hẹn" asAt="07:45, Chủ nhật 22/11" how={<p>Số này = hồ sơ trả đúng hẹn chia cho hồ sơ đến hẹn trong tháng.</p>} href="#tre" hrefLabel="Mở 24 hồ sơ trễ" />
      <NumberTile title="Hồ sơ đã nhận" value="1.204" change={{ direction: 'up', by: '12 % so với tháng 10', good: true }} asAt="07:45, Chủ nhật 22/11" how={<p>Đếm hồ sơ có mã, theo ngày nhận.</p>} href="#nhan" hrefLabel="Mở danh sách" chart={<Sparkline values={[820, 900, null, 1010, 1075, 1204]} label="Sáu tháng qua tăng từ 820 lên 1.204" />} />
      <NumberTile title="Tự nộp" value="41 %" target="40 %" reached change={{ direction: 'same', by: '' }} denominator="494 trong 1.204 hồ sơ" how={<p>Hồ sơ do chính người dân nộp, không ai làm giúp.</p>} href="#tu-nop" hrefLabel="Mở 494 hồ sơ" />
      <NumberTile title="Định danh được dùng" gapSource="Hệ thống định danh" how={<p>Người dùng định danh trong 30 ngày.</p>} href="#dinh-danh" hrefLabel="Xem nguồn số liệu" />
    </Tiles>
  )
}

export function BarsSample() {
  return (
    <BarChart caption="Hồ sơ trễ theo nơi giữ" labelHeader="Nơi giữ" valueHeader="Hồ sơ" bars={[
      { label: 'Công an xã Tân Mẫu', value: 12, href: '#' }, { label: 'UBND xã An Mẫu', value: 7, href: '#' }, { label: 'BHXH cơ sở Mẫu', value: 5 }, { label: 'UBND xã Tân Mẫu', value: 0 },
    ]} note="Xã có dưới 30 hồ sơ không xếp hạng." />
  )
}

export function FigureShow() {
  return (
    <Show id="so-lieu" title="Số liệu">
      <TilesSample />
      <BarsSample />
      <LineChart id="on-time" caption="Tỉ lệ đúng hạn, 6 tháng" target={{ value: 98, label: 'mục tiêu 98 %' }} from={{ value: 80, label: '80 %' }} to={{ value: 100, label: '100 %' }} valueHeader="Đúng hạn" points={[
        { label: '6/2026', value: 91, text: '91 %' }, { label: '7/2026', value: 93.5, text: '93,5 %' }, { label: '8/2026', value: null }, { label: '9/2026', value: 95, text: '95 %' }, { label: '10/2026', value: 98, text: '98 %' }, { label: '11/2026', value: 97.1, text: '97,1 %' },
      ]} />
      <Waterfall label="Vì sao máy nghĩ là một người" lines={[
        { text: 'Số định danh lệch một chữ số', side: 'against', strength: 'nói yếu rằng là người khác', value: '−1,2', bar: 0.1 },
        { text: 'Trùng cả ngày, tháng, năm sinh', side: 'for', strength: 'nói rất mạnh rằng là một người', value: '+14,1', bar: 1 },
        { text: 'Không đủ địa chỉ để so', side: 'silent', strength: 'không nói gì', value: '', bar: 0 },
      ]} />
    </Show>
  )
}
