import { resolve } from 'node:path'
import type { Configuration } from '@horarium/app'
import { BUILD_FIRST } from '@horarium/config/handlers'
import { didYouMean, HorariumError, type JobDefinition, type Problem } from '@horarium/core'
import { nameOf, TYPED } from './module-project.js'

/** Throws `configuration` where a folder holds no module. */
export function refuseStrangers({ modules }: Configuration, folders: readonly string[]): void {
  const stranger = folders.find((folder) => !modules.some(({ name }) => name === nameOf(folder)))
  if (stranger !== undefined) throw refused(`${resolve(stranger)} is no module. ${FORM}`)
}

/** Throws `configuration` where a module is not sound or not built, with all that is wrong. */
export function refuseUnsound({ problems }: Configuration, folders: readonly string[]): void {
  const wrong = problems.filter(isInTheWay)
  if (wrong.length > 0) throw refused(`${folders.map(nameOf).join(', ')} cannot be run:\n${textOf(wrong)}`)
}

const FORM = 'A module is a folder <Vendor>/<Name> with etc/config.xml or etc/crontab.xml.'

/** The job of a code, if it can be run. Throws `configuration` where it cannot, with the reason. */
export function findSound({ jobs, problems, handlers }: Configuration, code: string): JobDefinition {
  const job = jobs.find((one) => one.code === code)
  if (!job) {
    const near = didYouMean(
      code,
      jobs.map((one) => one.code),
    )
    const wrong = problems.filter(({ severity }) => severity === 'error')
    throw refused([`No job '${code}'.${near}`, textOf(wrong)].filter(Boolean).join('\n'))
  }
  // With a disabled job nobody is told of its handler, but a person may run it.
  const found = job.status === 'disabled' ? (handlers.problems.get(code) ?? []) : []
  const wrong = [...job.problems, ...found].filter(isInTheWay)
  if (wrong.length > 0) throw refused(`The job ${code} cannot be run:\n${textOf(wrong)}`)
  return job
}

/** A sentence for each problem. */
export function sentencesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ file, line, message, remedy }) => {
    const place = line > 0 ? `${file}:${line}` : file
    return `${place === '' ? '' : `${place}: `}${message}. ${remedy}`
  })
}

// Of code that is older than its source every answer would be a wrong one; what a test itself has typed it means.
function isInTheWay({ severity, remedy, file }: Problem): boolean {
  return severity === 'error' || remedy === BUILD_FIRST || file === TYPED.settings || file === TYPED.overrides
}

function textOf(problems: readonly Problem[]): string {
  return sentencesOf(problems).join('\n')
}

function refused(sentence: string): HorariumError {
  return new HorariumError('configuration', sentence)
}
