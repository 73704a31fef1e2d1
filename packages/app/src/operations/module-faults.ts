import { compileCalendar } from '@horarium/calendar'
import { type CalendarSpec, DIALECTS, groupSettings, isJobCode } from '@horarium/core'
import type { ModuleOrder } from 'create-horarium'
import type { Configuration } from '../configuration.js'

const NAME = /^[A-Z][A-Za-z0-9]*_[A-Z][A-Za-z0-9]*$/
const GROUP = 'default'

/** Why a new module may not have this name, in a sentence with what to write instead; absent where it may. */
export function moduleNameFault(name: string, { modules }: Configuration): string | undefined {
  if (!NAME.test(name)) {
    return `'${name}' is no name of a module. Write Vendor_Name, such as ${suggestedName(name)}.`
  }
  // Handlers name modules without regard to case.
  const same = modules.find((module) => module.name.toLowerCase() === name.toLowerCase())
  return same && `The module ${same.name} is there already: ${same.path}. Take another name.`
}

/** The same of the code of its job. */
export function jobCodeFault(code: string, { jobs }: Configuration): string | undefined {
  if (!isJobCode(code)) return `'${code}' is no job code. Use letters, digits, _, . and -, 200 at most.`
  // It becomes an element of config.xml.
  if (!/^[A-Za-z_]/.test(code)) return `The job code ${code} cannot be an element of XML. Begin it with a letter or _.`
  const same = jobs.find((job) => job.code.toLowerCase() === code.toLowerCase())
  return same && `The job ${same.code} is declared by ${same.module} already: ${same.file}. Take another code.`
}

/** The same of when it runs. */
export function scheduleFault(order: ModuleOrder, configuration: Configuration): string | undefined {
  const { dialect } = order
  if (dialect !== undefined && !DIALECTS.some((known) => known === dialect)) {
    return `No dialect '${dialect}'. Use ${DIALECTS.join(', ')}.`
  }
  const error = compileCalendar(calendarOf(order, configuration)).faults.find(({ severity }) => severity === 'error')
  return error && `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}. ${error.remedy}`
}

/** When the job of a new module runs, as its XML will be read. */
export function calendarOf(
  { schedule, dialect, timezone, jobCode }: Pick<ModuleOrder, 'schedule' | 'dialect' | 'timezone' | 'jobCode'>,
  { settings }: Configuration,
): CalendarSpec {
  const group = groupSettings(settings, GROUP)
  return {
    kind: 'expression',
    expression: schedule,
    dialect: DIALECTS.find((known) => known === dialect) ?? group.dialect,
    timezone: timezone ?? group.timezone,
    seed: jobCode,
  }
}

function suggestedName(typed: string): string {
  const words = typed.split(/[^A-Za-z0-9]+/).filter((word) => /^[A-Za-z]/.test(word))
  const [vendor = 'Acme', ...rest] = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return rest.length === 0 ? `Acme_${vendor === 'Acme' ? 'Shop' : vendor}` : `${vendor}_${rest.join('')}`
}
