import { Anchor, Group, Paper, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { serviceNow } from '../shell/clock'
import { Count, Duration, Instant } from '../shell/instant'
import { entryPage } from '../shell/paths'
import { ENDED, StatusBadge } from '../shell/status'
import type { Counts, GroupSums, Lane, Mark } from './lane'
import type { Target } from './scene'
import { useTimelineTexts } from './texts'

interface HoverCardProps {
  readonly target: Target
  readonly lanes: ReadonlyMap<string, Lane>
  readonly sums: ReadonlyMap<string, GroupSums>
  /** Where it points at, in the picture, and how wide that is. */
  readonly place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** Whether it stays, for a finger to reach what is in it. */
  readonly isPinned: boolean
}

const GAP_PX = 14
const WIDTH_PX = 360

/** What there is to say of what is pointed at. */
export function HoverCard({ target, lanes, sums, place, isPinned }: HoverCardProps): ReactNode {
  const isRight = place.x + GAP_PX + WIDTH_PX > place.width
  const isLow = place.y > place.height / 2
  const style = {
    ...(isRight ? { right: Math.max(4, place.width - place.x + GAP_PX) } : { left: place.x + GAP_PX }),
    ...(isLow ? { bottom: place.height - place.y + GAP_PX } : { top: place.y + GAP_PX }),
  }
  return (
    <Paper
      className="tl-card"
      data-pinned={isPinned || undefined}
      p="xs"
      role="tooltip"
      shadow="md"
      style={style}
      withBorder
    >
      {'group' in target ? (
        <SumFacts sums={sums} target={target} />
      ) : (
        <LaneFacts isPinned={isPinned} lane={lanes.get(target.job)} target={target} />
      )}
    </Paper>
  )
}

interface SumProps {
  readonly target: Extract<Target, { readonly group: string }>
  readonly sums: ReadonlyMap<string, GroupSums>
}

function SumFacts({ target: { kind, group, nth }, sums }: SumProps): ReactNode {
  const say = useTimelineTexts()
  const known = sums.get(group)
  const bin = (kind === 'sum' ? known?.bins : known?.purged)?.[nth]
  if (!bin) return null
  const told = kind === 'sum' ? say('entries', { count: bin.total }) : say('purgedTold')
  return <Counted counts={bin.counts} from={bin.from} title={group} to={bin.to} told={told} />
}

interface LaneProps {
  readonly target: Exclude<Target, { readonly group: string }>
  readonly lane: Lane | undefined
  readonly isPinned: boolean
}

function LaneFacts({ target, lane, isPinned }: LaneProps): ReactNode {
  const say = useTimelineTexts()
  if (target.kind === 'mark') return <MarkFacts isPinned={isPinned} job={target.job} mark={target.mark} />
  if (target.kind === 'planned') {
    return (
      <Facts title={target.job} told={say('plannedTold')}>
        <Fact name={say('scheduled')} value={<Both at={target.at} />} />
      </Facts>
    )
  }
  if (target.kind === 'crowd') {
    const { counts, total, from, to } = target.bin
    return <Counted counts={counts} from={from} title={target.job} to={to} told={say('entries', { count: total })} />
  }
  return lane ? <BandFacts lane={lane} target={target} /> : null
}

interface BandProps {
  readonly lane: Lane
  readonly target: Exclude<LaneProps['target'], { kind: 'mark' | 'planned' | 'crowd' }>
}

function BandFacts({ lane, target: { kind, nth, job } }: BandProps): ReactNode {
  const say = useTimelineTexts()
  if (kind === 'bin' || kind === 'purged') {
    const bin = (kind === 'bin' ? lane.bins : lane.purged)[nth]
    if (!bin) return null
    const told = kind === 'purged' ? say('purgedTold') : say('entries', { count: lane.bins[nth]?.total ?? 0 })
    return <Counted counts={bin.counts} from={bin.from} title={job} to={bin.to} told={told} />
  }
  const band = (kind === 'gap' ? lane.gaps : kind === 'pause' ? lane.pauses : lane.stretches)[nth]
  if (!band) return null
  const gap = kind === 'gap' ? lane.told.gaps[nth] : undefined
  const pause = kind === 'pause' ? lane.told.pauses[nth] : undefined
  const author = pause?.author ?? ''
  const told = gap
    ? say('gapTold', { count: gap.count })
    : pause
      ? say(pause.kind === 'pause' ? 'pausedBy' : 'maintenanceBy', { author })
      : say('stretchTold')
  const why = gap?.reason ?? pause?.note ?? lane.told.schedule ?? ''
  return (
    <Facts title={job} told={told}>
      <Ends from={band.from} to={band.to} />
      {why !== '' && <Fact name={say('reason')} value={why} />}
    </Facts>
  )
}

function MarkFacts({
  job,
  mark,
  isPinned,
}: {
  readonly job: string
  readonly mark: Mark
  readonly isPinned: boolean
}): ReactNode {
  const say = useTimelineTexts()
  const { entry } = mark
  const lateMs = mark.hasRun ? mark.from - mark.at : 0
  return (
    <Facts badge={<StatusBadge status={entry.status} />} title={job}>
      <Fact name={say('scheduled')} value={<Both at={mark.at} />} />
      {entry.startedAt && <Fact name={say('started')} value={<Instant at={entry.startedAt} />} />}
      {lateMs >= 1_000 && <Fact name={say('late')} value={<Duration ms={lateMs} />} />}
      {entry.finishedAt && mark.hasRun && <Fact name={say('ended')} value={<Instant at={entry.finishedAt} />} />}
      {mark.to === undefined && <Fact name={say('runsFor')} value={<Duration ms={serviceNow() - mark.from} />} />}
      {entry.durationMs !== null && <Fact name={say('took')} value={<Duration ms={entry.durationMs} />} />}
      {entry.attempt > 1 && <Fact name={say('attempt')} value={entry.attempt} />}
      {entry.waitsFor && <Fact name={say('waitsFor')} value={entry.waitsFor} />}
      {entry.reason && <Fact name={say('reason')} value={entry.reason} />}
      {isPinned && (
        <Fact
          name=""
          value={
            <Anchor component={Link} href={entryPage(entry.id)} size="xs">
              {entry.id}
            </Anchor>
          }
        />
      )}
    </Facts>
  )
}

function Fact({ name, value }: { readonly name: ReactNode; readonly value: ReactNode }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

interface FactsProps {
  readonly title: string
  readonly badge?: ReactNode
  readonly told?: string
  readonly children: ReactNode
}

function Facts({ title, badge, told, children }: FactsProps): ReactNode {
  return (
    <>
      <Group gap="xs" mb={4} wrap="nowrap">
        {badge}
        <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Text>
      </Group>
      {told && (
        <Text c="dimmed" mb={4} size="xs">
          {told}
        </Text>
      )}
      <dl className="tl-facts">{children}</dl>
    </>
  )
}

interface CountedProps {
  readonly title: string
  readonly told: string
  readonly from: number
  readonly to: number
  readonly counts: Counts
}

function Counted({ title, told, from, to, counts }: CountedProps): ReactNode {
  const all = ENDED.map((status) => [status, counts[status] ?? 0] as const).filter(([, count]) => count > 0)
  return (
    <Facts title={title} told={told}>
      <Ends from={from} to={to} />
      {all.map(([status, count]) => (
        <Fact key={status} name={<Count of={count} />} value={<StatusBadge status={status} />} />
      ))}
    </Facts>
  )
}

function Ends({ from, to }: { readonly from: number; readonly to: number }): ReactNode {
  const say = useTimelineTexts()
  return (
    <>
      <Fact name={say('from')} value={<Both at={from} />} />
      <Fact name={say('to')} value={<Both at={to} />} />
    </>
  )
}

function Both({ at }: { readonly at: number }): ReactNode {
  return <Instant at={Number.isFinite(at) ? new Date(at).toISOString() : null} />
}
