#!/usr/bin/env node
import { existsSync } from 'node:fs'

const built = new URL('../dist/index.js', import.meta.url)
if (!existsSync(built)) {
  process.stderr.write('horarium: This checkout is not built yet; run npm run build.\n')
  process.exit(2)
}
const { main } = await import(built.href)
// A handler may leave timers or sockets behind; they must not keep a command that has answered from ending.
process.exit(await main(process.argv.slice(2)))
