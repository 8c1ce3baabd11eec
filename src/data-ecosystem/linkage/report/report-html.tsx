import { createHash } from 'node:crypto'
import { renderToString } from 'preact-render-to-string'
import type { ReportFigures } from './figures.ts'
import { Said } from './parts.tsx'
import { Communes, Completeness, ProfileOfColumns, Summary } from './sections-list.tsx'
import { Fairness, Quality } from './sections-quality.tsx'
import { Clusters, Examples, Histogram, Rules, Unlinkables, Weights } from './sections-run.tsx'
import { reportStyle } from './style.ts'

/** What the file lets itself do: nothing but its own style. */
const reportPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(reportStyle).digest('base64')}'; base-uri 'none'; form-action 'none'`

const contents = [
  ['tong-hop', 'Tổng hợp'], ['day-du', 'Đầy đủ của từng cột'], ['cot', 'Chân dung từng cột'], ['cach-ghep', 'Cặp theo cách ghép'], ['trong-so', 'Trọng số của mô hình'], ['phan-bo', 'Phân bố trọng số'], ['do-dung', 'Độ đúng và độ đủ'],
  ['vi-du', 'Ví dụ, từng bước'], ['khong-the-khop', 'Dòng không thể tự khớp'], ['cum', 'Cỡ của các cụm'], ['xa', 'Theo xã, phường'], ['cong-bang', 'Có ai bị thiệt không?'],
] as const

/** One file that opens anywhere and prints: no script, nothing from outside, no name, no number, no date of anybody. */
export function reportHtml(figures: ReportFigures): string {
  const { title, at, purpose, basis, hash, seconds } = figures.about
  const body = renderToString(
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={reportPolicy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`Báo cáo đối khớp: ${title}`}</title>
        <style dangerouslySetInnerHTML={{ __html: reportStyle }} />
      </head>
      <body>
        <header>
          <h1><Said vi={`Báo cáo đối khớp: ${title}`} en="Report of a matching" /></h1>
          <p><Said vi={`Chạy lúc ${momentOf(at)}. Mục đích: ${purpose}. Căn cứ: ${basis}.`} en={`Run at ${momentOf(at)}.`} /></p>
          {hash && <p><Said vi={`Mã băm của tệp (SHA-256): ${hash}`} en="Hash of the file" /></p>}
          <p><Said vi="Báo cáo chỉ có số đếm và tỷ lệ. Không có tên, số giấy tờ, ngày sinh của ai." en="Counts and shares alone: nobody’s name, number or date of birth." /></p>
          <nav aria-label="Mục lục"><ul class="toc">{contents.map(([id, text]) => <li><a href={`#${id}`}>{text}</a></li>)}</ul></nav>
        </header>
        <main>
          <Summary figures={figures} />
          <Completeness figures={figures} />
          <ProfileOfColumns figures={figures} />
          <Rules figures={figures} />
          <Weights figures={figures} />
          <Histogram figures={figures} />
          <Quality figures={figures} />
          <Examples figures={figures} />
          <Unlinkables figures={figures} />
          <Clusters figures={figures} />
          <Communes figures={figures} />
          <Fairness figures={figures} />
        </main>
        <footer><p><Said vi={`Thời gian: ${Object.entries(seconds).map(([stage, s]) => `${stageWords[stage] ?? stage} ${s.toFixed(1).replace('.', ',')} giây`).join(', ')}.`} en="Seconds by stage." /></p></footer>
      </body>
    </html>,
  )
  return `<!doctype html>${body}`
}

const stageWords: Readonly<Record<string, string>> = { reading: 'đọc dữ liệu', preparing: 'chuẩn hóa', training: 'học mô hình', counting: 'đếm cặp', scoring: 'chấm điểm' }

/** The clock of Vietnam, all of it one hour zone without summer time. */
const moment = new Intl.DateTimeFormat('vi', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' })
const momentOf = (at: string): string => moment.format(new Date(at))
