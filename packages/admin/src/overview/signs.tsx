import { Group, Paper, SimpleGrid, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconClockExclamation,
  IconCpu,
  IconHourglass,
  IconPlayerPlay,
  IconTool,
  type TablerIcon,
} from '@tabler/icons-react'
import type { Overview } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Count, Distance } from '../shell/instant'
import classes from './overview.module.css'
import { useOverviewTexts } from './texts'

/** The figures one looks for first; each leads to where it comes from. */
export function Signs({ overview }: { readonly overview: Overview }): ReactNode {
  const say = useOverviewTexts()
  const { running, failing, overdue, nextHour, problems, workers, lastPass, waiting } = overview
  const able = workers.filter(({ executes }) => executes).length
  const count = (figure: number, isMore: boolean): ReactNode =>
    isMore ? say('more', { count: figure }) : <Count of={figure} />
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
      <Sign figure={<Count of={running.count} />} icon={IconPlayerPlay} name={say('running')} to="/entries?tab=running">
        {waiting.count > 0 && say('waiting', { count: waiting.count })}
      </Sign>
      <Sign
        figure={count(failing.count, failing.isMore)}
        icon={IconAlertTriangle}
        isBad={failing.count > 0}
        name={say('failing')}
        to="/jobs?last=error"
      />
      <Sign
        figure={<Count of={overdue.count} />}
        icon={IconClockExclamation}
        isBad={overdue.count > 0}
        name={say('overdue')}
        to="/alerts"
      />
      <Sign
        figure={count(nextHour.count, nextHour.isMore)}
        icon={IconHourglass}
        name={say('nextHour')}
        to="/timeline"
      />
      <Sign
        figure={<Count of={problems.errors} />}
        icon={IconTool}
        isBad={problems.errors > 0}
        name={say('problems')}
        to="/problems"
      />
      <Sign figure={<Count of={able} />} icon={IconCpu} isBad={able === 0} name={say('workers')} to="/workers">
        {lastPass && (
          <>
            {say('lastPass')} <Distance at={lastPass.at} />
          </>
        )}
      </Sign>
    </SimpleGrid>
  )
}

interface SignProps {
  readonly name: string
  readonly figure: ReactNode
  readonly icon: TablerIcon
  readonly to: string
  readonly isBad?: boolean
  readonly children?: ReactNode
}

function Sign({ name, figure, icon: Icon, to, isBad = false, children }: SignProps): ReactNode {
  return (
    <Paper className={classes['sign']} component={Link} data-bad={isBad || undefined} href={to} p="sm" withBorder>
      <Group gap={6} wrap="nowrap">
        <Icon aria-hidden size={16} stroke={1.6} />
        <Text size="sm">{name}</Text>
      </Group>
      <Text className={classes['figure']} fw={700} fz={26} lh={1.2}>
        {figure}
      </Text>
      {children && (
        <Text c="dimmed" size="xs">
          {children}
        </Text>
      )}
    </Paper>
  )
}
