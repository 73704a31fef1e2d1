import { existsSync } from 'node:fs'
import { HorariumError, sentenceOf } from '@horarium/core'
import { findBlock, ownersIn } from '../install/crontab-block.js'
import { crontabLines } from '../install/crontab-lines.js'
import { inBytes, inWords, readCrontab } from '../install/crontab-program.js'
import type { Installation } from '../install/installation.js'
import { unquoteFromCron } from '../install/quote.js'
import { amiss, fine, type Finding } from './finding.js'

const CHECK = 'crontab'
const REMEDY = 'Run horarium cron:install again, or cron:remove.'

/** Whether the project's block in the user's crontab, if there is one, still starts what is there. */
export async function checkCrontab(
  installation: Installation,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly Finding[]> {
  try {
    const text = await readCrontab(environment)
    return [blockFinding(text, installation), ...strayFindings(text, installation)]
  } catch (error) {
    const message = sentenceOf(error)
    const isBroken = error instanceof HorariumError && error.code === 'conflict'
    // Where there is no crontab program, or none for this user, nothing of ours is in one.
    return [isBroken ? amiss('error', CHECK, { message, remedy: REMEDY }) : fine(CHECK, `not looked at: ${message}`)]
  }
}

function blockFinding(text: string, installation: Installation): Finding {
  const { namespace, directory } = installation
  const block = findBlock(text, { namespace, directory: inBytes(directory) })
  if (!block) return fine(CHECK, 'has no block of this project')
  const commands = [...new Set(block.lines.map((line) => commandIn(inWords(line))))]
  const [wanted] = crontabLines(installation, 60).map(commandIn)
  const missing = commands.flatMap(pathsIn).filter((path) => !existsSync(path))
  if (missing.length > 0) {
    return amiss('error', CHECK, {
      message: `its block names what is not there: ${missing.join(', ')}`,
      remedy: REMEDY,
    })
  }
  if (commands.length === 1 && commands[0] === wanted) return fine(CHECK, `${block.lines.length} lines of this project`)
  return amiss('warning', CHECK, { message: 'its block starts something else than it would now', remedy: REMEDY })
}

function strayFindings(text: string, { directory }: Installation): readonly Finding[] {
  const folders = ownersIn(text).map((owner) => inWords(owner.directory))
  const gone = folders.filter((folder) => folder !== directory && !existsSync(folder))
  const remedy = 'Take the block out with crontab -e.'
  return gone.map((folder) => amiss('warning', CHECK, { message: `has a block for ${folder}, which is gone`, remedy }))
}

// Without the five fields, and the sleep before a start within the minute.
function commandIn(line: string): string {
  return line.replace(/^(\S+ ){5}(sleep \d+; )?/, '')
}

function pathsIn(command: string): readonly string[] {
  return unquoteFromCron(command)
    .map((word) => word.replace(/^--env-file=/, ''))
    .filter((word) => word.startsWith('/'))
}
