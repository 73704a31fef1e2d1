import { join } from 'node:path'
import { checkFloors } from './floors/check.js'

const { faults, workspaces, sources } = checkFloors(process.argv[2] ?? join(import.meta.dirname, '..'))
for (const { file, line, message } of faults) process.stdout.write(`${file}:${line}: ${message}\n`)
const verdict = faults.length === 0 ? 'every import stays on its floor' : `${faults.length} faults`
process.stdout.write(`floors: ${sources} files of ${workspaces} packages and modules: ${verdict}\n`)
process.exitCode = faults.length === 0 ? 0 : 1
