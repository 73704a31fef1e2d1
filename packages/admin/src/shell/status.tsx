import { Badge } from '@mantine/core'
import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClock,
  IconClockOff,
  IconPlayerSkipForward,
  IconPlayerPlay,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { defineTexts } from './language'

/** What an entry that has ended may have ended as. */
export const ENDED = ['success', 'error', 'missed', 'skipped', 'killed'] as const
/** All that an entry may be. */
export const STATUSES = ['pending', 'running', ...ENDED] as const
export type Status = (typeof STATUSES)[number]

/** A status has a colour, and a sign for whom colours say nothing. */
export const STATUS_LOOK: Readonly<Record<Status, { readonly color: string; readonly icon: TablerIcon }>> = {
  pending: { color: 'gray', icon: IconClock },
  running: { color: 'blue', icon: IconPlayerPlay },
  success: { color: 'teal', icon: IconCheck },
  error: { color: 'red', icon: IconAlertTriangle },
  missed: { color: 'orange', icon: IconClockOff },
  skipped: { color: 'yellow', icon: IconPlayerSkipForward },
  killed: { color: 'grape', icon: IconBan },
}

/** What each status is called. */
export const useStatusTexts = defineTexts(
  {
    pending: 'pending',
    running: 'running',
    success: 'success',
    error: 'error',
    missed: 'missed',
    skipped: 'skipped',
    killed: 'killed',
  },
  {
    pending: 'en attente',
    running: 'en cours',
    success: 'réussi',
    error: 'erreur',
    missed: 'manqué',
    skipped: 'sauté',
    killed: 'tué',
  },
)

/** A status as lists show it. */
export function StatusBadge({ status }: { readonly status: Status }): ReactNode {
  const say = useStatusTexts()
  const { color, icon: Icon } = STATUS_LOOK[status]
  return (
    <Badge
      autoContrast
      color={color}
      leftSection={<Icon aria-hidden size={12} />}
      miw="max-content"
      tt="none"
      variant="light"
    >
      {say(status)}
    </Badge>
  )
}
