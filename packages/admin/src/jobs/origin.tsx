import type { JobValueRow } from '@horarium/http/api'
import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'
import { useJobPageTexts } from './job-texts'

const LOOKS = {
  default: { color: 'gray', text: 'default' },
  module: { color: 'blue', text: 'originModule' },
  file: { color: 'cyan', text: 'originFile' },
  environment: { color: 'grape', text: 'originEnvironment' },
  override: { color: 'orange', text: 'originOverride' },
} as const

/** Who says what counts. */
export function OriginOf({ value: { origin, ofGroup } }: { readonly value: JobValueRow }): ReactNode {
  const say = useJobPageTexts()
  const { color, text } = LOOKS[origin]
  return (
    <Badge color={color} size="sm" tt="none" variant="light">
      {say(text)}
      {ofGroup && ` (${say('ofGroup')})`}
    </Badge>
  )
}
