import type { JobValueRow } from '@horarium/http/api'
import { Button, Checkbox, Code, Paper, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../api/me'
import { openDialog } from '../shell/dialog'
import { useQuerySwitch } from '../shell/query-state'
import { type Column, Rows } from '../shell/rows'
import { JobPlace } from './job-facts'
import type { JobProps } from './job-page'
import { useJobPageTexts } from './job-texts'
import { OriginOf } from './origin'
import { useDialogTexts } from './dialog-texts'
import { ResetDialog } from './reset-dialog'

/** Where every value of a job comes from, and the way back to its XML. */
export function OriginsTab({ job }: JobProps): ReactNode {
  const say = useJobPageTexts()
  const [isSaid, toggleSaid] = useQuerySwitch('said')
  const columns: readonly Column<JobValueRow>[] = [
    { title: say('leaf'), cell: ({ leaf }) => <b>{leaf}</b> },
    { title: say('value'), cell: ({ value }) => (value === '' ? '–' : <Code>{value}</Code>), minWidth: 120 },
    { title: say('origin'), cell: (value) => <OriginOf value={value} /> },
    { title: say('source'), cell: ({ source }) => source, minWidth: 120 },
    { title: '', cell: (value) => <Reset job={job} value={value} /> },
  ]
  const shown = job.values.filter(({ origin }) => !isSaid || origin !== 'default')
  return (
    <Stack gap="md">
      <Paper p="md" withBorder>
        <JobPlace job={job} />
      </Paper>
      <Checkbox checked={isSaid} label={say('onlySaid')} onChange={toggleSaid} />
      <Rows columns={columns} items={shown} keyOf={({ leaf }) => leaf} label={say('originsTable')} width={640} />
    </Stack>
  )
}

interface ResetProps extends JobProps {
  readonly value: JobValueRow
}

function Reset({ job, value: { leaf, origin } }: ResetProps): ReactNode {
  const say = useDialogTexts()
  const mayReset = useMay('configure')
  const part = partOf(leaf)
  if (origin !== 'override' || !mayReset || part === undefined) return null
  return (
    <Button
      aria-label={say('resetOne', { leaf })}
      onClick={() => openDialog(<ResetDialog job={job} part={part} />)}
      size="compact-xs"
      variant="default"
    >
      {say('reset')}
    </Button>
  )
}

// Whether it is active or paused is taken back with all the rest, or by the buttons above.
function partOf(leaf: string): string | undefined {
  if (leaf === 'active' || leaf === 'is_active' || leaf === 'pause') return undefined
  return leaf === 'schedule/cron_expr' || leaf === 'every' ? 'schedule' : leaf
}
