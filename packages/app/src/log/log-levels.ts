import { LOG_COMPONENTS, LOG_LEVELS, type LogLevel, type LogLevelWish, parseLogLevels } from '@horarium/core'

/** Which lines the process log takes; may be changed while it is written. */
export class LogLevels {
  readonly #started: LogLevelWish & { readonly general: LogLevel }
  #wish: LogLevelWish = { own: new Map() }

  /** With what the process was started with. */
  constructor(general: LogLevel, wish?: LogLevelWish) {
    this.#started = { general, own: new Map(), ...wish }
  }

  /** Wishes as the setting `system/log/level` has them; an empty text takes them back. */
  follow(text: string): void {
    this.#wish = parseLogLevels(text) ?? { own: new Map() }
  }

  takes(level: LogLevel, component: unknown): boolean {
    const known = LOG_COMPONENTS.find((one) => one === component) ?? 'app'
    const { general, own } = this.#wish
    const wanted = own.get(known) ?? general ?? this.#started.own.get(known) ?? this.#started.general
    return LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(wanted)
  }
}
