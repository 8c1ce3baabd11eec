import type { KeptForm, PageRequest, Problem } from './types.ts'

/** The problem page without any design: what the platform shows when no `renderProblem` is given. */
export function plainProblemPage(problem: Problem, req: PageRequest): string {
  const title = req.lang === 'en' ? (problem.en ?? problem.vi) : problem.vi
  const items = problem.errors.map((error) => `<li>${escape(req.lang === 'en' ? (error.en ?? error.vi) : error.vi)}</li>`).join('')
  return page(req, title, `${items ? `<ul>${items}</ul>` : ''}${problem.next ? `<p>${escape(problem.next)}</p>` : ''}${problem.reference ? `<p>${problem.reference}</p>` : ''}${problem.keptAt ? `<p><a href="${problem.keptAt}">Gửi lại phần đã khai</a></p>` : ''}<p><a href="/">Trang chủ</a></p>`)
}

/** The offer to send a form again after signing in, without any design. */
export function plainKeptPage(kept: KeptForm, req: PageRequest): string {
  return page(req, 'Phần ông/bà đã khai còn đủ', `<p>Bấm «Gửi tiếp» để gửi lại. Không phải khai lại.</p>
<form method="post" action="${escape(kept.action)}"><input type="hidden" name="_csrf" value="${req.csrfToken}"><input type="hidden" name="_kept" value="1"><button>Gửi tiếp</button></form>`)
}

function page(req: PageRequest, title: string, body: string): string {
  return `<!doctype html><html lang="${req.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title></head><body><main><h1>${escape(title)}</h1>${body}</main></body></html>`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
