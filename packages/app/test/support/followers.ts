import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from '@horarium/app'
import { type TendMemory, writeAhead } from '@horarium/engine'
import { glance, raiseRevision } from '@horarium/store'
import { openAt, silent } from './test-app.js'

/** Processes of one instance that follow its configuration, one step at a time and in any order. */
export class Followers {
  readonly apps: readonly App[]
  readonly #directory: string
  readonly #memories = new Map<string, TendMemory>()

  private constructor(directory: string, apps: readonly App[]) {
    this.#directory = directory
    this.apps = apps
  }

  static async open(directory: string, count: number): Promise<Followers> {
    return new Followers(directory, await Promise.all(Array.from({ length: count }, () => openAt(directory))))
  }

  app(nth: number): App {
    const app = this.apps[nth % this.apps.length]
    if (!app) throw new Error('nobody follows')
    return app
  }

  deploy(xml: string): void {
    writeFileSync(join(this.#directory, 'modules/Test/Work/etc/config.xml'), xml)
  }

  /** Looks at the files, as a node does every few seconds. */
  async notice(nth: number): Promise<void> {
    const { watch, instance } = this.app(nth)
    if ((await watch.look()) === 'replaced') await raiseRevision(instance)
  }

  /** Follows what others have changed, as a node does every second. */
  async follow(nth: number): Promise<void> {
    await this.app(nth).follow()
  }

  /** Writes the lanes that need it, as a clockwork does. */
  async tend(nth: number, now: number): Promise<void> {
    for (const [name, plan] of this.app(nth).plans()) {
      const memory = this.#memories.get(`${nth} ${name}`) ?? {}
      // oxlint-disable-next-line no-await-in-loop -- one lane after the other
      const look = { now, seen: await glance(plan.lane), memory }
      // oxlint-disable-next-line no-await-in-loop -- one lane after the other
      this.#memories.set(`${nth} ${name}`, (await writeAhead(plan, look, silent)).memory)
    }
  }

  /** Lets everybody come to rest. */
  async settle(now: number): Promise<void> {
    await this.#each((nth) => this.notice(nth))
    await this.#each((nth) => this.follow(nth))
    await this.#each((nth) => this.follow(nth))
    await this.#each((nth) => this.tend(nth, now))
  }

  async #each(step: (nth: number) => Promise<void>): Promise<void> {
    for (const nth of this.apps.keys()) await step(nth)
  }
}
