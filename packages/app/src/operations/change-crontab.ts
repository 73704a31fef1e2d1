import { HorariumError } from '@horarium/core'
import { ownersIn, withBlock, withoutBlock } from '../install/crontab-block.js'
import { inBytes, inWords, readCrontab, writeCrontab } from '../install/crontab-program.js'
import { crontabLines } from '../install/crontab-lines.js'
import type { Installation } from '../install/installation.js'

type Environment = Readonly<Record<string, string | undefined>>

/** What would become of the user's crontab. */
export interface CrontabPlan {
  readonly environment: Environment
  /** A character for each byte, as in `after`. */
  readonly before: string
  readonly after: string
  /** Folders of other projects that have a block in it. */
  readonly others: readonly string[]
}

/** What is planned, as a person reads it. */
export interface CrontabChange {
  readonly changes: boolean
  readonly crontab: string
}

/** Plans a block that makes a pass so often; where the project has one already, that one is replaced. */
export async function planInstall(
  installation: Installation,
  order: { readonly everySeconds: number; readonly environment: Environment },
): Promise<CrontabPlan> {
  const lines = crontabLines(installation, order.everySeconds).map(inBytes)
  return planChange(installation, order.environment, (text, owner) => withBlock(text, owner, lines))
}

/** Plans to take the project's block away. */
export async function planRemove(installation: Installation, environment: Environment): Promise<CrontabPlan> {
  return planChange(installation, environment, withoutBlock)
}

/** Tells what a plan would do. */
export function foreseeCrontab({ before, after }: CrontabPlan): CrontabChange {
  return { changes: before !== after, crontab: inWords(after) }
}

/** Carries a plan out. Throws `conflict` when somebody has changed the crontab meanwhile. */
export async function changeCrontab(plan: CrontabPlan): Promise<CrontabChange> {
  const { environment, before, after } = plan
  if (before !== after) {
    if ((await readCrontab(environment)) !== before) {
      throw new HorariumError('conflict', 'The crontab was changed by somebody else meanwhile; try again.')
    }
    await writeCrontab(after, environment)
  }
  return foreseeCrontab(plan)
}

async function planChange(
  { namespace, directory }: Installation,
  environment: Environment,
  change: (text: string, owner: { readonly namespace: string; readonly directory: string }) => string,
): Promise<CrontabPlan> {
  const owner = { namespace, directory: inBytes(directory) }
  const before = await readCrontab(environment)
  refuseShownReturns(before)
  const folders = ownersIn(before).map((found) => inWords(found.directory))
  return {
    environment,
    before,
    after: change(before, owner),
    others: folders.filter((folder) => folder !== directory),
  }
}

// Debian's crontab -l writes a carriage return as two characters; given back, they would be two.
function refuseShownReturns(text: string): void {
  const at = text.split('\n').findIndex((line) => line.endsWith('\\r'))
  if (at < 0) return
  const sentence = `Line ${at + 1} of the crontab ends with a carriage return, or with \\r, and could not be kept as it is`
  throw new HorariumError('conflict', `${sentence}; mend it with crontab -e, or add what cron:print prints there.`)
}
