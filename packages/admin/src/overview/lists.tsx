import { Anchor, Group, Paper, Text, Title } from '@mantine/core'
import type { Overview } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Count, Distance, Instant } from '../shell/instant'
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
            {say('all')} (<Count of={count} />)
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

interface ItemProps {
  readonly code: string
  readonly label: string | null
  readonly target?: string | null
  readonly to: string
  /** What there is to say of it. */
  readonly about?: string | null
  readonly when: ReactNode
}

function Item({ code, label, target = null, to, about, when }: ItemProps): ReactNode {
  return (
    <div className={classes['row']}>
      <div>
        <Anchor component={Link} href={to} size="sm">
          {label ?? code}
          {target === null ? '' : ` (${target})`}
        </Anchor>
        <Text c="dimmed" lineClamp={2} size="xs">
          {about}
        </Text>
      </div>
      <Text c="dimmed" component="div" size="sm">
        {when}
      </Text>
    </div>
  )
}

/** What runs now. */
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
        <Item
          about={[progress === null ? '' : `${progress} %`, message].filter(Boolean).join(' · ')}
          code={jobCode}
          key={id}
          label={label}
          target={target}
          to={entryPage(id)}
          when={<Distance at={startedAt} />}
        />
      ))}
    </Card>
  )
}

/** The jobs whose last run failed. */
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
        <Item
          about={reason}
          code={jobCode}
          key={entryId}
          label={label}
          target={target}
          to={entryPage(entryId)}
          when={<Distance at={finishedAt} />}
        />
      ))}
    </Card>
  )
}

/** The jobs of which a success was to be expected by now. */
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
        <Item code={jobCode} key={jobCode} label={label} to={jobPage(jobCode)} when={<Distance at={since} />} />
      ))}
    </Card>
  )
}

/** What comes within the hour. */
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
        <Item code={jobCode} key={`${jobCode} ${at}`} label={label} to={jobPage(jobCode)} when={<Instant at={at} />} />
      ))}
    </Card>
  )
}
