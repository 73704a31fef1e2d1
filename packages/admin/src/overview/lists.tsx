import { Anchor, Group, Paper, Text, Title } from '@mantine/core'
import type { Overview } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Distance, Instant } from '../shell/instant'
import { entryPage, jobPage } from '../shell/paths'
import classes from './overview.module.css'
import { useOverviewTexts } from './texts'

interface CardProps {
  readonly title: string
  /** What it means, where the title does not say. */
  readonly about?: string
  /** Said when there is nothing. */
  readonly none: string
  readonly count: number
  readonly shown: number
  /** Where all of them are. */
  readonly to: string
  readonly children: ReactNode
}

function Card({ title, about, none, count, shown, to, children }: CardProps): ReactNode {
  const say = useOverviewTexts()
  return (
    <Paper aria-label={title} component="section" p="sm" withBorder>
      <Group justify="space-between" mb={4}>
        <Title order={2} size="h5">
          {title}
        </Title>
        {count > shown && (
          <Anchor component={Link} href={to} size="sm">
            {say('all')} ({count})
          </Anchor>
        )}
      </Group>
      {count === 0 ? (
        <Text c="dimmed" size="sm">
          {none}
        </Text>
      ) : (
        <>
          {about && (
            <Text c="dimmed" mb={4} size="xs">
              {about}
            </Text>
          )}
          {children}
        </>
      )}
    </Paper>
  )
}

interface NameProps {
  readonly code: string
  readonly label: string | null
  readonly target?: string | null
  readonly to: string
}

function Name({ code, label, target = null, to }: NameProps): ReactNode {
  return (
    <Anchor component={Link} href={to} size="sm">
      {label ?? code}
      {target === null ? '' : ` (${target})`}
    </Anchor>
  )
}

export function RunningList({ running, waiting }: Pick<Overview, 'running' | 'waiting'>): ReactNode {
  const say = useOverviewTexts()
  return (
    <Card
      about={waiting.count > 0 ? say('waiting', { count: waiting.count }) : undefined}
      count={running.count}
      none={`${say('runningNone')} ${say('waiting', { count: waiting.count })}`}
      shown={running.first.length}
      title={say('running')}
      to="/entries?tab=running"
    >
      {running.first.map(({ id, jobCode, label, target, startedAt, progress, message }) => (
        <div className={classes['row']} key={id}>
          <div>
            <Name code={jobCode} label={label} target={target} to={entryPage(id)} />
            <Text c="dimmed" size="xs">
              {[progress === null ? '' : `${progress} %`, message ?? ''].filter((one) => one !== '').join(' · ')}
            </Text>
          </div>
          <Text c="dimmed" component="div" size="sm">
            <Distance at={startedAt} />
          </Text>
        </div>
      ))}
    </Card>
  )
}

export function FailingList({ failing }: Pick<Overview, 'failing'>): ReactNode {
  const say = useOverviewTexts()
  return (
    <Card
      about={say('failingAbout')}
      count={failing.count}
      none={say('failingNone')}
      shown={failing.first.length}
      title={say('failing')}
      to="/jobs?last=error"
    >
      {failing.first.map(({ jobCode, label, target, entryId, reason, finishedAt }) => (
        <div className={classes['row']} key={entryId}>
          <div>
            <Name code={jobCode} label={label} target={target} to={entryPage(entryId)} />
            <Text c="dimmed" lineClamp={2} size="xs">
              {reason}
            </Text>
          </div>
          <Text c="dimmed" component="div" size="sm">
            <Distance at={finishedAt} />
          </Text>
        </div>
      ))}
    </Card>
  )
}

export function OverdueList({ overdue }: Pick<Overview, 'overdue'>): ReactNode {
  const say = useOverviewTexts()
  return (
    <Card
      about={say('overdueAbout')}
      count={overdue.count}
      none={say('overdueNone')}
      shown={overdue.first.length}
      title={say('overdue')}
      to="/alerts"
    >
      {overdue.first.map(({ jobCode, label, since }) => (
        <div className={classes['row']} key={jobCode}>
          <Name code={jobCode} label={label} to={jobPage(jobCode)} />
          <Text c="dimmed" component="div" size="sm">
            <Distance at={since} />
          </Text>
        </div>
      ))}
    </Card>
  )
}

export function NextList({ nextHour }: Pick<Overview, 'nextHour'>): ReactNode {
  const say = useOverviewTexts()
  return (
    <Card
      count={nextHour.count}
      none={say('nextNone')}
      shown={nextHour.first.length}
      title={say('nextHour')}
      to="/timeline"
    >
      {nextHour.first.map(({ jobCode, label, at }) => (
        <div className={classes['row']} key={`${jobCode} ${at}`}>
          <Name code={jobCode} label={label} to={jobPage(jobCode)} />
          <Text component="div" size="sm">
            <Instant at={at} />
          </Text>
        </div>
      ))}
    </Card>
  )
}
