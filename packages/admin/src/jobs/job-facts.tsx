import { Code, Paper, SimpleGrid, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Distance, Duration } from '../shell/instant'
import { useLanguage } from '../shell/language'
import { StatusBadge } from '../shell/status'
import { formatInstant } from '../shell/times'
import type { JobProps } from './job-page'
import { useJobPageTexts } from './job-texts'
import { ScheduleWords } from './schedule-words'
import { SuccessRate } from './success-rate'

/** How it stands, at a glance. */
export function JobFacts({ job }: JobProps): ReactNode {
  const say = useJobPageTexts()
  const { lastStatus, lastRunAt, nextRunAt, successRate, runs, typicalMs } = job
  return (
    <SimpleGrid cols={{ base: 2, md: 3, lg: 5 }} spacing="sm">
      <Fact title={say('when')}>
        <ScheduleWords job={job} />
      </Fact>
      <Fact title={say('lastRun')}>
        {lastStatus === null ? (
          say('noRun')
        ) : (
          <>
            <StatusBadge status={lastStatus} /> <Distance at={lastRunAt} />
            <BothTimes at={lastRunAt} />
          </>
        )}
      </Fact>
      <Fact title={say('nextRun')}>
        {nextRunAt === null ? (
          say('noNext')
        ) : (
          <>
            <Distance at={nextRunAt} />
            <BothTimes at={nextRunAt} />
          </>
        )}
      </Fact>
      <Fact title={say('rate')}>
        <SuccessRate rate={successRate} runs={runs} />
      </Fact>
      <Fact title={say('typical')}>
        <Duration ms={typicalMs} />
      </Fact>
    </SimpleGrid>
  )
}

interface FactProps {
  readonly title: string
  readonly children: ReactNode
}

function Fact({ title, children }: FactProps): ReactNode {
  return (
    <Paper p="sm" withBorder>
      <Text c="dimmed" size="xs">
        {title}
      </Text>
      <Text component="div" size="sm">
        {children}
      </Text>
    </Paper>
  )
}

function BothTimes({ at }: { readonly at: string | null }): ReactNode {
  const language = useLanguage()
  if (at === null) return null
  const instant = Date.parse(at)
  return (
    <Text c="dimmed" component="time" dateTime={at} display="block" size="xs">
      {formatInstant(instant, language)}
      <br />
      {formatInstant(instant, language, 'UTC')} UTC
    </Text>
  )
}

/** Where it is declared, and what it calls. */
export function JobPlace({ job }: JobProps): ReactNode {
  const say = useJobPageTexts()
  const { module, file, line, handler, targets, configPath, movedFrom } = job
  const facts: readonly (readonly [string, string | null])[] = [
    [say('module'), module],
    [say('declared'), `${file}:${line}`],
    [say('handler'), handler],
    [say('targets'), targets],
    [say('config'), configPath],
    [say('group'), movedFrom && say('moved', { group: movedFrom })],
  ]
  return (
    <SimpleGrid component="dl" cols={{ base: 1, sm: 2 }} m={0} spacing="xs" verticalSpacing="xs">
      {facts.map(
        ([what, value]) =>
          value && (
            <div key={what}>
              <Text c="dimmed" component="dt" size="xs">
                {what}
              </Text>
              <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>
                <Code>{value}</Code>
              </dd>
            </div>
          ),
      )}
    </SimpleGrid>
  )
}
