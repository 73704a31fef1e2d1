import type { GroupChoice } from '@horarium/app'
import type { Command } from 'commander'
import { collectNames } from '../option-values.js'

/** The groups a process is to run, as a person typed them. */
export interface GroupOptions {
  readonly groups?: readonly string[] | undefined
  readonly excludeGroups?: readonly string[] | undefined
}

/** Adds the options that bind a process to groups. */
export function addGroupOptions(command: Command): Command {
  return command
    .option('--groups <names>', 'run only the jobs of these groups, separated by commas', collectNames)
    .option('--exclude-groups <names>', 'run all but the jobs of these groups', collectNames)
}

export function choiceOf({ groups, excludeGroups }: GroupOptions): GroupChoice {
  return { ...(groups ? { only: groups } : {}), ...(excludeGroups ? { except: excludeGroups } : {}) }
}
