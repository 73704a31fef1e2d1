import { isCancel, text } from '@clack/prompts'
import { jobCodeFault, moduleNameFault, type Neighbours, scheduleFault } from '@horarium/app'
import { type Dialect, HorariumError } from '@horarium/core'

/** What a person has said of a new module so far. */
export interface ModuleWish {
  readonly name?: string
  readonly jobCode?: string
  readonly schedule?: string
  readonly dialect?: Dialect
  readonly timezone?: string
  readonly label?: string
}

export type ModuleAnswers = ModuleWish & Required<Pick<ModuleWish, 'name' | 'jobCode' | 'schedule'>>

const USUAL_SIZE = { columns: 80, rows: 24 }

/** Asks for what is missing, and at once again for what cannot be. Throws `usage` for what was said wrong before. */
export async function askForModule(wish: ModuleWish, { configuration }: Neighbours): Promise<ModuleAnswers> {
  // Some terminals do not tell their size: questions would stand letter below letter, and never change.
  process.stdout.columns ||= USUAL_SIZE.columns
  process.stdout.rows ||= USUAL_SIZE.rows
  const name = await answer(wish.name, {
    message: 'What is the module called?',
    placeholder: 'Vendor_Name',
    fault: (typed) => moduleNameFault(typed, configuration),
  })
  const jobCode = await answer(wish.jobCode, {
    message: 'What is the code of its job?',
    initialValue: name.toLowerCase(),
    fault: (typed) => jobCodeFault(typed, configuration),
  })
  const schedule = await answer(wish.schedule, {
    message: 'When does it run? Five fields, or hourly, daily, weekly ...',
    placeholder: '*/10 * * * *',
    fault: (typed) => scheduleFault({ ...wish, name, jobCode, schedule: typed }, configuration),
  })
  const label = await answer(wish.label, {
    message: 'What do people call it?',
    placeholder: 'nothing: its code will do',
    fault: () => undefined,
  })
  const { label: _, ...rest } = wish
  return { ...rest, name, jobCode, schedule, ...(label === '' ? {} : { label }) }
}

interface Question {
  readonly message: string
  readonly placeholder?: string
  readonly initialValue?: string
  readonly fault: (typed: string) => string | undefined
}

async function answer(said: string | undefined, { fault, ...question }: Question): Promise<string> {
  if (said !== undefined) {
    const wrong = fault(said)
    if (wrong === undefined) return said
    throw new HorariumError('usage', wrong)
  }
  const typed = await text({ ...question, validate: (value) => fault((value ?? '').trim()) })
  if (isCancel(typed)) throw new HorariumError('conflict', 'Nothing was written.')
  return (typed ?? '').trim()
}
