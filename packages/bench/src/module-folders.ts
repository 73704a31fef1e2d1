import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CRONTAB_MIX } from './plans.js'

/** A job as a module declares it. */
export interface DeclaredSchedule {
  readonly code: string
  readonly expression: string
  /** Instead of the expression. */
  readonly everySeconds?: number
}

/** Makes an empty project folder, hands it over, and removes it. */
export async function withFolder<Answer>(use: (directory: string) => Promise<Answer>): Promise<Answer> {
  const directory = await mkdtemp(join(tmpdir(), 'hz-bench-'))
  try {
    return await use(directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Writes a module `Bench/<name>` below a project folder: its XML, and the one handler all its jobs name. */
export async function writeModule(directory: string, name: string, jobs: readonly DeclaredSchedule[]): Promise<void> {
  const folder = join(directory, 'modules', 'Bench', name)
  await mkdir(join(folder, 'etc'), { recursive: true })
  await mkdir(join(folder, 'Model'), { recursive: true })
  await writeFile(join(folder, 'etc', 'config.xml'), xmlOf(name, jobs))
  await writeFile(join(folder, 'Model', 'Nothing.mjs'), 'export default class Nothing { run() {} }\n')
}

/** So many jobs on the usual expressions. */
export function declareUsual(name: string, count: number): readonly DeclaredSchedule[] {
  return Array.from({ length: count }, (_, index) => ({
    code: `bench_${name.toLowerCase()}_${index}`,
    expression: CRONTAB_MIX[index % CRONTAB_MIX.length] ?? '* * * * *',
  }))
}

function xmlOf(name: string, jobs: readonly DeclaredSchedule[]): string {
  const nodes = jobs.map(
    ({ code, expression, everySeconds }) => `      <${code}>
        ${everySeconds ? `<every>${everySeconds}</every>` : `<schedule><cron_expr>${expression}</cron_expr></schedule>`}
        <run><model>bench_${name.toLowerCase()}/nothing::run</model></run>
      </${code}>`,
  )
  return `<?xml version="1.0"?>
<config>
  <crontab>
    <jobs>
${nodes.join('\n')}
    </jobs>
  </crontab>
</config>
`
}
