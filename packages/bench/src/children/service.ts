import { auditTimetable, Node, openApp, openProject } from '@horarium/app'
import { openService } from '@horarium/http'
import { silent } from '../plans.js'
import { hear, readOrder, say } from './parent.js'

/** What a service did while it was asked. */
export interface ServiceReport {
  /** Instants of the window that are not accounted for. */
  readonly lost: number
  readonly instants: number
  /** How much more memory the process holds than before, MiB. */
  readonly grownMiB: number
}

const MIB = 1_048_576

interface Order {
  readonly address: string
  readonly directory: string
  readonly pages?: string
  /** It only answers: nothing is written, run or purged meanwhile. */
  readonly onlyAnswers?: true
}

const { address, directory, pages, onlyAnswers } = readOrder() as Order
const project = await openProject({ directory, modules: [], environment: { REDIS_URL: address } })
const app = await openApp({ project, logger: silent, onNotice: () => undefined, unsafeEviction: false })
if (!onlyAnswers) await new Node(app).start()
const service = await openService(app, { port: 0, host: '127.0.0.1', version: '0.0.0', pages })
say(service.address)
await hear()
const [from, rss] = [app.clock.now(), process.memoryUsage.rss()]
say('measuring')
await hear()
const to = app.clock.now()
const grownMiB = Math.round((process.memoryUsage.rss() - rss) / MIB)
await hear()
const { brokenCount, instants } = await auditTimetable(app, { from, to, limit: 0 })
say({ lost: brokenCount, instants, grownMiB } satisfies ServiceReport)
