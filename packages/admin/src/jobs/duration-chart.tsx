import 'uplot/dist/uPlot.min.css'
import type { EntryRow } from '@horarium/http/api'
import { Paper, useComputedColorScheme } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import UPlot from 'uplot'
import { type Language, useLanguage } from '../shell/language'
import { STATUS_LOOK, useStatusTexts } from '../shell/status'
import { formatDuration, formatInstant } from '../shell/times'
import { useJobPageTexts } from './job-texts'

const HEIGHT = 180
const CHARTED = ['success', 'error', 'killed'] as const
type Charted = (typeof CHARTED)[number]

interface Point {
  readonly at: number
  readonly ms: number
  readonly status: Charted
}

/** How long executions took, one after the other; what it shows is read in the table below it too. */
export function DurationChart({ entries }: { readonly entries: readonly EntryRow[] }): ReactNode {
  const say = useJobPageTexts()
  const sayStatus = useStatusTexts()
  const language = useLanguage()
  const scheme = useComputedColorScheme('light')
  const { ref: sized, width } = useElementSize()
  const [place, setPlace] = useState<HTMLDivElement | null>(null)
  const ref = useMergedRef(sized, setPlace)
  const points = useMemo(() => pointsOf(entries), [entries])
  useEffect(() => {
    if (!place || width === 0 || points.length < 2) return undefined
    const look = { width, language, points, nameOf: sayStatus, timeName: say('startedAt') }
    const plot = new UPlot(optionsOf(look), dataOf(points), place)
    return () => plot.destroy()
    // The colours of the scheme are read from the page.
  }, [points, width, language, scheme, place, sayStatus, say])
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 2) return null
  const about = say('chart', {
    count: points.length,
    from: formatInstant(first.at, language),
    to: formatInstant(last.at, language),
    longest: formatDuration(Math.max(...points.map(({ ms }) => ms)), language),
  })
  return (
    <Paper p="sm" withBorder>
      <div aria-label={about} ref={ref} role="img" style={{ minHeight: HEIGHT, overflow: 'hidden' }} />
    </Paper>
  )
}

function pointsOf(entries: readonly EntryRow[]): readonly Point[] {
  const points = entries.flatMap(({ startedAt, durationMs, status }) => {
    const charted = CHARTED.find((one) => one === status)
    return startedAt === null || durationMs === null || charted === undefined
      ? []
      : [{ at: Date.parse(startedAt), ms: durationMs, status: charted }]
  })
  return points.toSorted((a, b) => a.at - b.at)
}

function seenIn(points: readonly Point[]): readonly Charted[] {
  return CHARTED.filter((wanted) => points.some(({ status }) => status === wanted))
}

// One beside the other, however long nothing ran in between.
function dataOf(points: readonly Point[]): UPlot.AlignedData {
  const places = points.map((_, place) => place)
  return [places, ...seenIn(points).map((wanted) => points.map(({ ms, status }) => (status === wanted ? ms : null)))]
}

interface ChartLook {
  readonly width: number
  readonly language: Language
  readonly points: readonly Point[]
  readonly nameOf: (status: Charted) => string
  readonly timeName: string
}

function optionsOf({ width, language, points, nameOf, timeName }: ChartLook): UPlot.Options {
  const text = colorOf('--mantine-color-dimmed')
  const lines = { stroke: colorOf('--mantine-color-default-border'), width: 1 }
  const duration = (ms: number | null): string => (ms === null ? '–' : formatDuration(ms, language))
  const instant = (place: number | null): string => {
    const at = points[place ?? -1]?.at
    return at === undefined ? '' : formatInstant(at, language)
  }
  return {
    width,
    height: HEIGHT,
    axes: [
      {
        stroke: text,
        grid: { show: false },
        ticks: { show: false },
        space: 150,
        size: 30,
        incrs: [1, 2, 5, 10, 20, 50, 100],
        values: (_, places) => places.map(instant),
      },
      { stroke: text, grid: lines, ticks: lines, size: 76, values: (_, ticks) => ticks.map(duration) },
    ],
    scales: {
      x: { time: false, range: [-0.5, points.length - 0.5] },
      y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] },
    },
    series: [
      { label: timeName, value: (_, place: number | null) => instant(place) },
      ...seenIn(points).map((status) => ({
        label: nameOf(status),
        stroke: colorOf(`--mantine-color-${STATUS_LOOK[status].color}-6`),
        fill: colorOf(`--mantine-color-${STATUS_LOOK[status].color}-6`),
        paths: UPlot.paths.bars?.({ size: [0.7, 24] }) ?? (() => null),
        // A colour alone says nothing to some: what failed has a dot on top.
        points: {
          show: status !== 'success',
          size: 7,
          fill: colorOf(`--mantine-color-${STATUS_LOOK[status].color}-6`),
        },
        value: (_: UPlot, ms: number | null) => duration(ms),
      })),
    ],
    legend: { live: true },
  }
}

function colorOf(variable: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(variable).trim() || '#888'
}
