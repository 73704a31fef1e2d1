import { Alert, List, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import type { Overview } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { useAnswer } from '../api/answers'
import { Page } from '../shell/page'
import { Answered } from '../shell/states'
import { Banner } from './banner'
import { Day } from './day'
import { FailingList, NextList, OverdueList, RunningList } from './lists'
import { Signs } from './signs'
import { useOverviewTexts } from './texts'

// That nothing happens is told by nobody; and an hour from now goes on with the clock.
const LOOK_EVERY_MS = 20_000
const TOPICS = ['entries', 'configuration', 'workers', 'alerts', 'pass'] as const

/** How it is, at a glance. */
export function OverviewPage(): ReactNode {
  const say = useOverviewTexts()
  const answer = useAnswer<Overview>('/api/v1/overview', TOPICS, LOOK_EVERY_MS)
  return (
    <Page about={answer.data && <About {...answer.data} />} title={say('title')}>
      <Answered answer={answer} height={480}>
        {(overview) => (
          <Stack>
            <Banner overview={overview} />
            <Signs overview={overview} />
            <Day hours={overview.hours} />
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <Stack>
                <RunningList running={overview.running} waiting={overview.waiting} />
                <NextList nextHour={overview.nextHour} />
              </Stack>
              <Stack>
                <FailingList failing={overview.failing} />
                <OverdueList overdue={overview.overdue} />
              </Stack>
            </SimpleGrid>
            <Warnings warnings={overview.warnings} />
          </Stack>
        )}
      </Answered>
    </Page>
  )
}

function About({ jobs, environment }: Pick<Overview, 'jobs' | 'environment'>): ReactNode {
  const say = useOverviewTexts()
  const facts = [
    say('about', { jobs: jobs.ok + jobs.invalid + jobs.disabled, environment }),
    jobs.disabled > 0 ? say('off', { count: jobs.disabled }) : '',
    jobs.paused > 0 ? say('paused', { count: jobs.paused }) : '',
  ]
  return facts.filter((fact) => fact !== '').join(' · ')
}

function Warnings({ warnings }: Pick<Overview, 'warnings'>): ReactNode {
  const say = useOverviewTexts()
  if (warnings.length === 0) return null
  return (
    <Alert color="yellow" icon={<IconEye />} title={say('warnings')}>
      <List size="sm">
        {warnings.map((warning) => (
          <List.Item key={warning}>
            <Text lang="en" size="sm" style={{ overflowWrap: 'anywhere' }}>
              {warning}
            </Text>
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
