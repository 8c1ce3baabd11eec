/** Sends a form of text fields in the background, as the browser would, and asks for JSON. */
export async function postForm(form: HTMLFormElement, options: RequestInit = {}): Promise<Response> {
  const fields = new URLSearchParams()
  new FormData(form).forEach((value, name) => { if (typeof value === 'string') fields.append(name, value) })
  return await fetch(form.action, { ...options, method: 'POST', body: fields, headers: { accept: 'application/json' } })
}
