import type { JobDetails } from '@horarium/http/api'
import { Autocomplete, Grid, Paper, Select, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAnswer } from '../api/answers'
import type { JobProps } from './job-page'
import { useJobPageTexts } from './job-texts'
import { SaveBar } from './save-bar'
import { SchedulePreviewPane } from './schedule-preview'
import { useDraft } from './use-draft'

/** A schedule as somebody types it. */
export interface ScheduleSaid {
  readonly schedule: string
  readonly timezone: string
  readonly dialect: string
}

const DIALECTS = ['standard', 'magento1', 'magento2'] as const
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')]

/** When it runs: as it is, and as somebody would have it, shown while it is typed. */
export function ScheduleTab({ job }: JobProps): ReactNode {
  const draft = useDraft(job, saidOf)
  const wishes = wishesOf(draft.typed, draft.base)
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Paper p="md" withBorder>
          <Stack gap="sm">
            <ScheduleFields change={draft.set} said={draft.typed} />
            <SaveBar draft={draft} wishes={wishes} />
          </Stack>
        </Paper>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Paper p="md" withBorder>
          <SchedulePreviewPane job={job} said={draft.typed} />
        </Paper>
      </Grid.Col>
    </Grid>
  )
}

interface ScheduleFieldsProps {
  readonly said: ScheduleSaid
  readonly change: (said: ScheduleSaid) => void
}

function ScheduleFields({ said, change }: ScheduleFieldsProps): ReactNode {
  const say = useJobPageTexts()
  const { data: presets = {} } = useAnswer<Readonly<Record<string, string>>>('/api/v1/presets', [])
  const named = Object.entries(presets).filter(([, expression]) => expression !== '')
  return (
    <>
      <Select
        data={named.map(([name, expression]) => ({ value: expression, label: `${name}  ${expression}` }))}
        label={say('preset')}
        onChange={(schedule) => schedule !== null && change({ ...said, schedule })}
        placeholder={say('noPreset')}
        value={named.some(([, expression]) => expression === said.schedule) ? said.schedule : null}
      />
      <TextInput
        description={say('expressionAbout')}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        label={say('expression')}
        maxLength={255}
        onChange={({ currentTarget }) => change({ ...said, schedule: currentTarget.value })}
        spellCheck={false}
        value={said.schedule}
      />
      <Autocomplete
        data={ZONES}
        label={say('timezone')}
        limit={30}
        onChange={(timezone) => change({ ...said, timezone })}
        value={said.timezone}
      />
      <Select
        allowDeselect={false}
        data={[...DIALECTS]}
        description={say('dialectAbout')}
        label={say('dialect')}
        onChange={(dialect) => change({ ...said, dialect: dialect ?? 'standard' })}
        value={said.dialect}
      />
    </>
  )
}

function saidOf({ schedule, cronExpr, timezone, dialect, values }: JobDetails): ScheduleSaid {
  const valueOf = (leaf: string): string => values.find((value) => value.leaf === leaf)?.value ?? ''
  return {
    schedule: schedule ?? cronExpr ?? '',
    timezone: timezone ?? valueOf('timezone'),
    dialect: dialect ?? (valueOf('dialect') || 'standard'),
  }
}

function wishesOf(said: ScheduleSaid, job: JobDetails): Partial<ScheduleSaid> {
  const was = saidOf(job)
  const changed = Object.entries(said).filter(([name, value]) => was[name as keyof ScheduleSaid] !== value)
  return Object.fromEntries(changed)
}
