import { Anchor, Group, Paper, Text, Title, Tooltip, VisuallyHidden } from '@mantine/core'
import type { Overview } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Count } from '../shell/instant'
import { useLanguage } from '../shell/language'
import { ENDED, STATUS_LOOK, useStatusTexts } from '../shell/status'
import { formatHour } from '../shell/times'
import classes from './overview.module.css'
import { useOverviewTexts } from './texts'

type Hour = Overview['hours'][number]

function countOf(hour: Hour): number {
  return ENDED.reduce((sum, status) => sum + hour[status], 0)
}

/** How what ended in the last day ended, hour by hour. */
export function Day({ hours }: { readonly hours: readonly Hour[] }): ReactNode {
  const say = useOverviewTexts()
  const sayStatus = useStatusTexts()
  const most = Math.max(1, ...hours.map(countOf))
  const total = hours.reduce((sum, hour) => sum + countOf(hour), 0)
  return (
    <Paper aria-label={say('day')} component="section" p="sm" withBorder>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {say('day')}
        </Title>
        <Anchor component={Link} href="/timeline" size="sm">
          {say('timeline')}
        </Anchor>
      </Group>
      {total === 0 ? (
        <Text c="dimmed" size="sm">
          {say('dayNone')}
        </Text>
      ) : (
        <>
          <div aria-hidden className={classes['bars']}>
            {hours.map((hour) => (
              <Bar hour={hour} key={hour.from} most={most} />
            ))}
          </div>
          <Axis hours={hours} />
          <Group gap="md" mt="xs">
            {ENDED.map((status) => [status, hours.reduce((sum, hour) => sum + hour[status], 0)] as const)
              .filter(([, count]) => count > 0)
              .map(([status, count]) => (
                <Legend count={count} key={status} name={sayStatus(status)} status={status} />
              ))}
          </Group>
          {hours.some(({ isPartial }) => isPartial) && (
            <Text c="dimmed" size="xs">
              {say('partial')}
            </Text>
          )}
          <Spoken hours={hours} />
        </>
      )}
    </Paper>
  )
}

function Bar({ hour, most }: { readonly hour: Hour; readonly most: number }): ReactNode {
  const sayStatus = useStatusTexts()
  const language = useLanguage()
  const parts = ENDED.filter((status) => hour[status] > 0)
  const told = parts.map((status) => `${sayStatus(status)} ${hour[status]}`).join(' · ')
  return (
    <Tooltip label={`${formatHour(Date.parse(hour.from), language)} – ${told || '0'}`}>
      <div className={classes['bar']} data-partial={hour.isPartial || undefined}>
        {parts.map((status) => (
          <div
            className={classes['part']}
            data-status={status}
            key={status}
            style={{ height: `${(100 * hour[status]) / most}%` }}
          />
        ))}
      </div>
    </Tooltip>
  )
}

const TICKS = [0, 6, 12, 18, 23]

function Axis({ hours }: { readonly hours: readonly Hour[] }): ReactNode {
  const language = useLanguage()
  const ticks = hours.filter((_, nth) => TICKS.includes(nth))
  return (
    <div aria-hidden className={classes['axis']}>
      {ticks.map(({ from }) => (
        <Text c="dimmed" component="span" key={from} size="xs">
          {formatHour(Date.parse(from), language)}
        </Text>
      ))}
    </div>
  )
}

interface LegendProps {
  readonly status: (typeof ENDED)[number]
  readonly name: string
  readonly count: number
}

function Legend({ status, name, count }: LegendProps): ReactNode {
  const { icon: Icon } = STATUS_LOOK[status]
  return (
    <Anchor c="inherit" component={Link} href={`/entries?tab=finished&status=${status}`} size="sm">
      <Group gap={4}>
        <span className={classes['part']} data-status={status} style={{ width: 10, height: 10, borderRadius: 2 }} />
        <Icon aria-hidden size={14} />
        <Count of={count} /> {name}
      </Group>
    </Anchor>
  )
}

// The same for whom bars say nothing.
function Spoken({ hours }: { readonly hours: readonly Hour[] }): ReactNode {
  const say = useOverviewTexts()
  const sayStatus = useStatusTexts()
  const language = useLanguage()
  return (
    <VisuallyHidden>
      <table>
        <caption>{say('day')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('hour')}</th>
            {ENDED.map((status) => (
              <th key={status} scope="col">
                {sayStatus(status)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours
            .filter((hour) => countOf(hour) > 0)
            .map((hour) => (
              <tr key={hour.from}>
                <th scope="row">{formatHour(Date.parse(hour.from), language)}</th>
                {ENDED.map((status) => (
                  <td key={status}>{hour[status]}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </VisuallyHidden>
  )
}
