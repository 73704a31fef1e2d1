#!/usr/bin/env node
import { main } from '../dist/index.js'

process.exitCode = await main(process.argv.slice(2), {
  line: (text) => process.stdout.write(`${text}\n`),
  note: (text) => process.stderr.write(`${text}\n`),
})
