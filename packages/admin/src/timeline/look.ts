import type { MantineTheme } from '@mantine/core'
import { STATUS_LOOK, STATUSES, type Status } from '../shell/status'

/** What the picture is drawn with, in one theme. */
export interface Look {
  readonly status: Readonly<Record<Status, string>>
  /** Of sums, where most of them succeeded. */
  readonly text: string
  readonly dimmed: string
  readonly faint: string
  readonly line: string
  readonly dayLine: string
  readonly lane: string
  readonly groupLane: string
  readonly chosen: string
  readonly future: string
  readonly hatch: string
  readonly pause: string
  readonly now: string
  readonly paper: string
  readonly font: string
}

export function lookOf(theme: MantineTheme, scheme: 'light' | 'dark'): Look {
  const { colors, fontFamily, white } = theme
  const isDark = scheme === 'dark'
  const shade = (name: string, light: number, dark: number): string => colors[name]?.[isDark ? dark : light] ?? '#888'
  const status = Object.fromEntries(
    STATUSES.map((one) => [one, shade(STATUS_LOOK[one].color, one === 'success' ? 5 : 6, one === 'success' ? 7 : 6)]),
  )
  return {
    status: status as Look['status'],
    text: isDark ? shade('dark', 0, 0) : shade('gray', 8, 8),
    dimmed: isDark ? shade('dark', 2, 2) : shade('gray', 7, 7),
    faint: isDark ? shade('dark', 3, 3) : shade('gray', 5, 5),
    line: isDark ? 'rgba(255,255,255,0.06)' : 'rgba(0,0,0,0.06)',
    dayLine: isDark ? 'rgba(255,255,255,0.22)' : 'rgba(0,0,0,0.20)',
    lane: isDark ? 'rgba(255,255,255,0.025)' : 'rgba(0,0,0,0.022)',
    groupLane: isDark ? 'rgba(255,255,255,0.055)' : 'rgba(60,80,160,0.06)',
    chosen: isDark ? 'rgba(116,143,252,0.16)' : 'rgba(76,110,245,0.10)',
    future: isDark ? 'rgba(116,143,252,0.05)' : 'rgba(76,110,245,0.035)',
    hatch: isDark ? 'rgba(255,255,255,0.30)' : 'rgba(0,0,0,0.32)',
    pause: isDark ? 'rgba(116,143,252,0.45)' : 'rgba(76,110,245,0.40)',
    now: shade('indigo', 6, 4),
    paper: isDark ? shade('dark', 7, 7) : white,
    font: fontFamily ?? 'system-ui, sans-serif',
  }
}
