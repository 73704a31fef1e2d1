import { Group, Progress, Text, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage } from '../shell/language'
import { formatNumber } from '../shell/times'
import { useJobTexts } from './texts'

const PERCENT = { style: 'percent', maximumFractionDigits: 1 } as const

interface SuccessRateProps {
  /** 0 to 1; nothing ran without. */
  readonly rate: number | null
  readonly runs: number
}

/** How many of its runs succeeded. */
export function SuccessRate({ rate, runs }: SuccessRateProps): ReactNode {
  const say = useJobTexts()
  const language = useLanguage()
  if (rate === null) return <Text size="sm">–</Text>
  // 99.97 % is not all of them.
  const shown = formatNumber(rate < 1 ? Math.min(rate, 0.999) : 1, language, PERCENT)
  return (
    <Tooltip label={say('rateAbout', { runs })}>
      <Group gap={6} wrap="nowrap">
        <Progress aria-hidden color={colorOf(rate)} value={rate * 100} w={44} />
        <Text component="span" size="sm" style={{ whiteSpace: 'nowrap' }}>
          {shown}
        </Text>
      </Group>
    </Tooltip>
  )
}

function colorOf(rate: number): string {
  if (rate >= 0.99) return 'teal'
  return rate >= 0.9 ? 'yellow' : 'red'
}
