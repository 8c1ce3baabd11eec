/** Back to the page of the subject, which says what was recorded. */
export const doneAt = (href: string, type: string): string => `${href}?xong=${type}`
