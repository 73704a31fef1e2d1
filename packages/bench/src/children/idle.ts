import { Node, openApp, openProject } from '@horarium/app'
import { silent } from '../plans.js'
import { readOrder } from './parent.js'
import { type IdleOrder, reportCpu } from './report-cpu.js'

const { address, directory } = readOrder() as IdleOrder
const project = await openProject({ directory, modules: [], environment: { REDIS_URL: address } })
const app = await openApp({ project, logger: silent, onNotice: () => undefined, unsafeEviction: false })
if (app.configuration().problems.length > 0) throw new Error(JSON.stringify(app.configuration().problems))
await new Node(app).start()
await reportCpu()
