import { labelOf } from '../../../foundations/areas/index.ts'
import { fewestOfGroup, type ReportFigures } from './figures.ts'
import { fewLines, type Group, type GroupFigures, type Groups } from './groups.ts'
import { Heading, Note, Said, Table, between, bits, colours, count, percent, percentOf, stacked } from './parts.tsx'
import type { AtThreshold } from './quality-of-run.ts'
import { ageWords, kindWords, unsaid, zoneWords, type Both } from './words.ts'

export function Quality({ figures }: { figures: ReportFigures }) {
  const { truth, readings } = figures
  return (
    <section>
      <Heading id="do-dung" vi="Độ đúng và độ đủ" en="Precision and recall" />
      {truth === null && readings === null && <Note vi="Chưa biết đúng sai của lần chạy này: không có đáp án và chưa ai đọc lại mẫu. Chọn mẫu rồi đọc lại lần hai, hoặc chạy với --truth trên danh sách đã kiểm chứng." en="Nobody knows yet how good this run is: there is no truth and no sample was read again. Have a sample read, or run with --truth on a list that was verified." />}
      {truth && <ByTruth figures={figures} />}
      {readings && <ByReadings figures={figures} />}
    </section>
  )
}

function ByTruth({ figures }: { figures: ReportFigures }) {
  const { known, inRegister, thresholds, automatic } = figures.truth!
  return (
    <>
      <p><Said vi={`Biết đáp án của ${count(known)} dòng, trong đó ${count(inRegister)} người có trong dữ liệu dân cư. Trong số tự nhận: độ đúng ${percentOf(automatic.precision)} (${between(automatic.precision)}), độ đủ ${percentOf(automatic.recall)} (${between(automatic.recall)}). Khoảng trong ngoặc chắc 95 %.`}
        en={`The truth of ${count(known)} lines is known; ${count(inRegister)} of their people stand in the register. Of what was taken automatically: precision ${percentOf(automatic.precision)}, recall ${percentOf(automatic.recall)}. Intervals hold with 95 %.`} /></p>
      <Curve thresholds={thresholds} />
      <Table caption={{ vi: 'Theo ngưỡng', en: 'By threshold' }} head={[{ vi: 'Ngưỡng', en: 'Threshold' }, { vi: 'Dòng nhận', en: 'Taken' }, { vi: 'Độ đúng', en: 'Precision' }, { vi: 'Khoảng 95 %', en: 'Interval' }, { vi: 'Độ đủ', en: 'Recall' }, { vi: 'Khoảng 95 %', en: 'Interval' }]}
        rows={thresholds.map(({ weight, precision, recall }) => [`${bits(weight)}${weight === figures.model.automatic ? ' · tự nhận' : weight === figures.model.review ? ' · để xem' : ''}`, count(precision?.of ?? 0), percentOf(precision), between(precision), percentOf(recall), between(recall)])} />
    </>
  )
}

/** Precision over recall, with a cross of both intervals at each threshold. The table under it says the same. */
function Curve({ thresholds }: { thresholds: readonly AtThreshold[] }) {
  const shown = thresholds.flatMap(({ precision, recall }) => (precision && recall ? [{ precision, recall }] : []))
  if (shown.length === 0) return null
  const lowest = (shares: readonly number[]): number => Math.max(0, Math.floor((Math.min(...shares) - 0.005) * 50) / 50)
  const [left, bottom] = [lowest(shown.map(({ recall }) => recall.low)), lowest(shown.map(({ precision }) => precision.low))]
  const [w, h, padLeft, padBottom, padTop, padRight] = [640, 340, 64, 44, 28, 40]
  const x = (share: number): number => round(padLeft + ((share - left) / (1 - left)) * (w - padLeft - padRight))
  const y = (share: number): number => round(padTop + (1 - (share - bottom) / (1 - bottom)) * (h - padBottom - padTop))
  const ticks = (from: number): number[] => Array.from({ length: 5 }, (_, k) => from + ((1 - from) * k) / 4)
  return (
    <figure class="plot">
      <svg viewBox={`0 0 ${w} ${h}`} role="img" aria-label="Độ đúng theo độ đủ, khoảng 95 % ở từng ngưỡng; các số nằm trong bảng ngay dưới">
        {ticks(bottom).map((share) => <><path d={`M${padLeft} ${y(share)}H${w - padRight}`} stroke="#dcd9d0" /><text x={padLeft - 6} y={y(share) + 4} font-size="13" text-anchor="end" fill="#4a5259">{percent(share)}</text></>)}
        {ticks(left).map((share) => <><path d={`M${x(share)} ${padTop}V${h - padBottom}`} stroke="#dcd9d0" /><text x={x(share)} y={h - padBottom + 18} font-size="13" text-anchor="middle" fill="#4a5259">{percent(share)}</text></>)}
        <path d={shown.map(({ precision, recall }, i) => `${i === 0 ? 'M' : 'L'}${x(recall.share)} ${y(precision.share)}`).join('')} fill="none" stroke={colours.blue} stroke-width="2.5" />
        {shown.map(({ precision, recall }) => <path d={`M${x(recall.low)} ${y(precision.share)}H${x(recall.high)}M${x(recall.share)} ${y(precision.low)}V${y(precision.high)}`} stroke={colours.red} stroke-width="1.5" />)}
        {shown.map(({ precision, recall }) => <circle cx={x(recall.share)} cy={y(precision.share)} r="3.5" fill={colours.blue} />)}
        <text x={w - padRight} y={h - 6} font-size="14" text-anchor="end" fill="#1b1f24">độ đủ (recall)</text>
        <text x={padLeft} y="14" font-size="14" fill="#1b1f24">độ đúng (precision)</text>
      </svg>
    </figure>
  )
}

function ByReadings({ figures }: { figures: ReportFigures }) {
  const { zones, recall } = figures.readings!
  return (
    <>
      <Table caption={{ vi: 'Mẫu đã đọc lại lần hai, theo vùng', en: 'Sample read a second time, by zone' }}
        head={[{ vi: 'Vùng', en: 'PairZone' }, { vi: 'Dòng có người gần', en: 'Lines with a candidate' }, { vi: 'Đã đọc', en: 'Read' }, { vi: 'Không quyết được', en: 'Undecided' }, { vi: 'Đúng người', en: 'Right person' }, { vi: 'Khoảng 95 %', en: 'Interval' }]}
        rows={zones.map(({ zone, lines, read, unsure, same }) => [<Said {...zoneWords[zone]} />, count(lines), count(read), count(unsure), percentOf(same), between(same)])} bars={zones.map(({ same }) => stacked(1, [[same?.share ?? 0, 'blue']]))} />
      <p>{recall === null
        ? <Said vi="Chưa ước được độ đủ: còn vùng chưa ai đọc mẫu." en="Recall cannot be reckoned yet: a zone was not read at all." />
        : <Said vi={`Ước tính ${percent(recall.share)} số dòng tìm được người đã tự khớp, trong khoảng ${percent(recall.low)} – ${percent(recall.high)}. Người không cặp nào tìm ra không nằm trong số này.`} en={`About ${percent(recall.share)} of the findable lines were taken automatically, between ${percent(recall.low)} and ${percent(recall.high)}. People whom no rule found are not in this figure.`} />}</p>
    </>
  )
}

export function Fairness({ figures }: { figures: ReportFigures }) {
  const { gender, age, ethnicity } = figures.fairness
  const ethnic = (code: string): Both => ({ vi: labelOf('ethnic-groups', code, figures.about.at.slice(0, 10)), en: '' })
  return (
    <section>
      <Heading id="cong-bang" vi="Có ai bị thiệt không?" en="Fairness" />
      <p><Said vi={figures.truth ? 'Độ đủ là tỷ lệ người có trong dữ liệu dân cư được tự khớp đúng. Nhóm có cả khoảng 95 % nằm dưới mức chung thì được ghi là thấp hơn.' : 'Tỷ lệ tự khớp của từng nhóm. Không có đáp án nên tỷ lệ thấp có thể do danh sách thiếu số giấy tờ, hoặc do người ấy không có trong dữ liệu.'}
        en={figures.truth ? 'Recall is the share of people in the register who were taken and rightly so. A group whose whole interval lies below the share of all is said to be lower.' : 'Share matched of each group. Without truth, a low share may also come from lines without numbers, or from people who are not in the register.'} /></p>
      <Compared caption={{ vi: 'Theo giới tính', en: 'By gender' }} groups={gender} words={(key) => kindWords[key]!} />
      <Compared caption={{ vi: 'Theo tuổi', en: 'By age' }} groups={age} words={(key) => ageWords[key]!} order={Object.keys(ageWords)} />
      {ethnicity === null ? <Note vi="Lần chạy này có từ trước khi báo cáo đếm theo dân tộc." en="This run is older than the count by ethnic group." /> : (
        <>
          <p><Said vi={`Dân tộc là dữ liệu nhạy cảm: báo cáo chỉ có số đếm. Nhóm dưới ${fewestOfGroup} dòng được gộp chung; gộp lại vẫn dưới ${fewestOfGroup} dòng thì không hiện.`} en={`The ethnic group is sensitive: the report has counts alone. Groups of fewer than ${fewestOfGroup} lines are put together, and left out where they have fewer even so.`} /></p>
          {figures.ethnicityOf === 'candidate' && <p><Said vi="Dân tộc lấy của người gần nhất trong dữ liệu dân cư; dòng không thấy ai nằm ở nhóm không ghi." en="The ethnic group is that of the likeliest person of the register; lines that found nobody are among those not said." /></p>}
          <Compared caption={{ vi: 'Theo dân tộc', en: 'By ethnic group' }} groups={ethnicity} words={ethnic} />
        </>
      )}
    </section>
  )
}

function Compared({ caption, groups: { groups, all }, words, order }: { caption: Both; groups: Groups; words: (key: string) => Both; order?: readonly string[] }) {
  const { truth } = all
  const place = (key: string): number => (key === '' ? 99 : order ? order.indexOf(key) : 0)
  const rows = groups.toSorted((a, b) => place(a.key) - place(b.key))
  const cells = (name: Both, group: GroupFigures, differs: Group['differs']) => {
    const main = truth ? group.recall : group.linked
    return [<Said {...name} />, count(group.lines), percentOf(main), between(main), ...(truth ? [percentOf(group.precision)] : []), differs === 'below' ? <span class="differs">thấp hơn <span lang="en" class="en">lower</span></span> : differs === 'above' ? <>cao hơn <span lang="en" class="en">higher</span></> : '–']
  }
  const shares = (group: GroupFigures): number => (truth ? group.recall : group.linked)?.share ?? 0
  return (
    <Table caption={caption} head={[{ vi: 'Nhóm', en: 'Group' }, { vi: 'Dòng', en: 'Lines' }, truth ? { vi: 'Độ đủ', en: 'Recall' } : { vi: 'Tự khớp', en: 'Matched' }, { vi: 'Khoảng 95 %', en: 'Interval' }, ...(truth ? [{ vi: 'Độ đúng', en: 'Precision' }] : []), { vi: 'So với chung', en: 'Against all' }]}
      rows={[...rows.map((group) => cells(group.key === '' ? unsaid : group.key === fewLines ? { vi: `Các dân tộc dưới ${fewestOfGroup} dòng`, en: `Groups of fewer than ${fewestOfGroup} lines` } : words(group.key), group, group.key === '' ? null : group.differs)), cells({ vi: 'Tất cả', en: 'All' }, all, null)]}
      bars={[...rows.map((group) => stacked(1, [[shares(group), 'blue'] as const])), stacked(1, [[shares(all), 'grey'] as const])]} />
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
