import { performance } from 'node:perf_hooks'
import { Queue, Worker } from 'bullmq'
import { addDelayed, BARE_QUEUE, bareConnection } from '../bullmq.js'
import { readOrder } from './parent.js'
import { type IdleOrder, reportCpu } from './report-cpu.js'

const { address } = readOrder() as IdleOrder
const YEAR_MS = 31_536_000_000
const now = Math.floor(performance.timeOrigin + performance.now())
const connection = bareConnection(address)
const worker = new Worker(BARE_QUEUE, () => Promise.resolve(), { connection })
await worker.waitUntilReady()
await addDelayed(new Queue(BARE_QUEUE, { connection }), [{ id: 'far', dueAt: now + YEAR_MS }], now)
await reportCpu()
