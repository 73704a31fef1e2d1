import { Badge, Tooltip, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconChevronDown, IconChevronRight, IconPlayerPause, IconPower } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import { Link } from 'wouter'
import { Count } from '../shell/instant'
import { jobPage } from '../shell/paths'
import type { Lane } from './lane'
import type { Row } from './rows'
import { useTimelineTexts } from './texts'

interface LabelsProps {
  readonly rows: readonly Row[]
  /** The place of the first of them among all. */
  readonly first: number
  readonly rowHeight: number
  readonly lanes: ReadonlyMap<string, Lane>
  readonly chosen: number | undefined
  readonly hovered: number | undefined
  readonly toggle: (group: string) => void
  /** To the minute: who is paused. */
  readonly now: number
}

/** What the lines are called: groups fold, jobs lead to their page. */
export const Labels = memo(function Labels({ rows, first, rowHeight, ...props }: LabelsProps): ReactNode {
  return rows.map((row, index) => (
    <div
      className={`tl-label tl-label-${row.kind}`}
      data-chosen={first + index === props.chosen || undefined}
      data-hovered={first + index === props.hovered || undefined}
      key={row.kind === 'group' ? `group ${row.group}` : row.job.code}
      style={{ top: (first + index) * rowHeight, height: rowHeight }}
    >
      {row.kind === 'group' ? (
        <GroupLabel row={row} toggle={props.toggle} />
      ) : (
        <JobLabel lane={props.lanes.get(row.job.code)} now={props.now} row={row} />
      )}
    </div>
  ))
})

function GroupLabel({
  row,
  toggle,
}: {
  readonly row: Extract<Row, { kind: 'group' }>
  readonly toggle: (group: string) => void
}): ReactNode {
  const say = useTimelineTexts()
  const { group, isFolded, jobs } = row
  const Chevron = isFolded ? IconChevronRight : IconChevronDown
  return (
    <UnstyledButton
      aria-expanded={!isFolded}
      className="tl-fold"
      onClick={() => toggle(group)}
      title={say(isFolded ? 'unfold' : 'fold', { group })}
    >
      <Chevron aria-hidden size={14} />
      <span className="tl-name">{group}</span>
      <Badge color="gray" size="xs" variant="light">
        <Count of={jobs} />
      </Badge>
    </UnstyledButton>
  )
}

interface JobLabelProps {
  readonly row: Extract<Row, { kind: 'job' }>
  readonly lane: Lane | undefined
  readonly now: number
}

function JobLabel({ row, lane, now }: JobLabelProps): ReactNode {
  const say = useTimelineTexts()
  const { code, label, status } = row.job
  const isPaused = lane?.pauses.some(({ from, to }) => from <= now && to > now)
  return (
    <>
      <Tooltip
        label={[code, label, lane?.told.schedule].filter(Boolean).join(' · ')}
        openDelay={400}
        position="top-start"
      >
        <Link className="tl-name" data-off={status !== 'ok' || undefined} href={jobPage(code)}>
          {code}
        </Link>
      </Tooltip>
      {isPaused && <IconPlayerPause aria-label={say('pause')} className="tl-mark" size={13} />}
      {status === 'disabled' && <IconPower aria-label={say('off')} className="tl-mark" size={13} />}
      {status === 'invalid' && <IconAlertTriangle aria-label={say('invalid')} className="tl-mark" size={13} />}
    </>
  )
}
