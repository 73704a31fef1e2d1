import { Alert } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { gone } from '../api/reach'
import { useNotice } from '../shell/notice'
import { useAccessTexts } from './texts'

/** Says that nobody answers, as long as that is so, and when it is over. */
export function GoneBanner(): ReactNode {
  const say = useAccessTexts()
  const { done } = useNotice()
  const what = gone.use()
  const wasGone = useRef(false)
  useEffect(() => {
    if (wasGone.current && what === undefined) done(say('back'))
    wasGone.current = what !== undefined
  }, [what, say, done])
  if (what === undefined) return null
  return (
    <Alert color="red" icon={<IconPlugConnectedX />} mb="md" role="alert" variant="filled">
      {say(`gone_${what}`)}
    </Alert>
  )
}
