// A process of a project: takes a share in its Redis, tells which, and does as it is told on stdin.
// Compiled code, as it runs for users: starting a TypeScript loader in each process would hide races.
import { createInterface } from 'node:readline'
import { ensureRedis } from '../../dist/redis/index.js'

const [projectDirectory, wish] = process.argv.slice(2)
const tell = (news) => process.stdout.write(`${JSON.stringify(news)}\n`)
const lease = await ensureRedis({ projectDirectory, environment: process.env, onNotice: () => undefined })
tell({ address: lease.address, description: lease.description })

if (wish !== 'idle') {
  for await (const word of createInterface({ input: process.stdin })) {
    if (word !== 'leave') continue
    await lease.leave()
    break
  }
  process.stdin.destroy()
}
