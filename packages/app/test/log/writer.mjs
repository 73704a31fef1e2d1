import { LogFile } from '../../dist/log/log-file.js'

const [file, name] = process.argv.slice(2)
const log = new LogFile({ file, maxBytes: 2_000, keep: 100 })
for (let number = 0; number < 1_000; number += 1) log.write(`${name} ${number}\n`)
