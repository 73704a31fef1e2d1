import type { News } from '../protocol.js'

// Kept from before any handler was loaded: one may change what all share.
const send = process.send?.bind(process)
const later = setImmediate

/** Tells the parent; what is said in one turn of the event loop travels together. */
export class Reporter {
  #waiting: News[] = []

  /** Says something soon. */
  tell(news: News): void {
    if (this.#waiting.length === 0) later(() => this.flush())
    this.#waiting[this.#waiting.length] = news
  }

  /** Says at once what waits. */
  flush(): void {
    const news = this.#waiting
    if (news.length === 0) return
    this.#waiting = []
    // Who is gone hears nothing: an error that came of telling it would be told in turn, for ever.
    if (process.connected) send?.(news, undefined, undefined, () => undefined)
  }
}
