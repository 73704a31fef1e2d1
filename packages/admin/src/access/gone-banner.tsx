import { Alert } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { gone } from '../api/reach'
import { useAccessTexts } from './texts'

/** Says that nobody answers, as long as that is so, and when it is over. */
export function GoneBanner(): ReactNode {
  const say = useAccessTexts()
  const what = gone.use()
  const wasGone = useRef(false)
  useEffect(() => {
    if (wasGone.current && what === undefined) notifications.show({ message: say('back'), color: 'teal' })
    wasGone.current = what !== undefined
  }, [what, say])
  if (what === undefined) return null
  return (
    <Alert color="red" icon={<IconPlugConnectedX />} mb="md" role="alert" variant="filled">
      {say(`gone_${what}`)}
    </Alert>
  )
}
