const pageSize = 1 << 18

/** Text gathered as UTF-8 in pages outside the JavaScript heap, so that a bulk load leaves nothing to collect. */
export class BytePages {
  #full: Buffer[] = []
  #page: Buffer = Buffer.allocUnsafe(pageSize)
  #used = 0
  #bytes = 0

  write(text: string): void {
    // A UTF-16 unit takes at most three bytes.
    if (this.#used + text.length * 3 > this.#page.length) this.#turn(text.length * 3)
    const written = this.#page.write(text, this.#used)
    this.#used += written
    this.#bytes += written
  }

  get bytes(): number {
    return this.#bytes
  }

  /** All pages, which are then forgotten. */
  take(): Buffer[] {
    this.#turn(0)
    const pages = this.#full
    this.#full = []
    this.#bytes = 0
    return pages
  }

  #turn(needed: number): void {
    if (this.#used > 0) this.#full.push(this.#page.subarray(0, this.#used))
    this.#page = Buffer.allocUnsafe(Math.max(pageSize, needed))
    this.#used = 0
  }
}
