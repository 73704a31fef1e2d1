import type { JobDetails } from '@horarium/http/api'
import { Stack, Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { useParams } from 'wouter'
import { useAnswer } from '../api/answers'
import { Page } from '../shell/page'
import { useQueryState } from '../shell/query-state'
import { Answered } from '../shell/states'
import { JobActions } from './job-actions'
import { JobFacts } from './job-facts'
import { JobNotices } from './job-notices'
import { jobQuestion } from './job-question'
import { JobRuns } from './job-runs'
import { useJobPageTexts } from './job-texts'
import { OriginsTab } from './origins-tab'
import { ScheduleTab } from './schedule-tab'
import { SettingsTab } from './settings-tab'

const TABS = {
  runs: JobRuns,
  schedule: ScheduleTab,
  settings: SettingsTab,
  origins: OriginsTab,
} as const
type TabName = keyof typeof TABS
const TAB_NAMES = Object.keys(TABS) as readonly TabName[]

/** What every part of the page is given. */
export interface JobProps {
  readonly job: JobDetails
}

/** One job: how it did, when it runs, how it is set, who says so. */
export function JobPage(): ReactNode {
  const { code } = useParams<{ code: string }>()
  const answer = useAnswer<JobDetails>(jobQuestion(code), ['configuration', 'entries'])
  const job = answer.data
  return (
    <Page
      about={job && <About job={job} />}
      actions={job && <JobActions job={job} />}
      title={job?.label ?? job?.code ?? code}
    >
      <Answered answer={answer} height={500}>
        {(told) => (
          <Stack gap="md">
            <JobNotices job={told} />
            <JobFacts job={told} />
            <JobTabs job={told} />
          </Stack>
        )}
      </Answered>
    </Page>
  )
}

function About({ job: { code, label, description, group } }: JobProps): ReactNode {
  return (
    <span style={{ overflowWrap: 'anywhere' }}>
      {[label === null ? undefined : code, group, description].filter(Boolean).join(' · ')}
    </span>
  )
}

function JobTabs({ job }: JobProps): ReactNode {
  const say = useJobPageTexts()
  const [named, setTab] = useQueryState('tab', 'runs', { push: true })
  const tab = TAB_NAMES.find((name) => name === named) ?? 'runs'
  return (
    <Tabs keepMounted={false} onChange={setTab} value={tab}>
      <Tabs.List>
        {TAB_NAMES.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {say(name)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {TAB_NAMES.map((name) => {
        const Panel = TABS[name]
        return (
          <Tabs.Panel key={name} pt="md" value={name}>
            <Panel job={job} />
          </Tabs.Panel>
        )
      })}
    </Tabs>
  )
}
