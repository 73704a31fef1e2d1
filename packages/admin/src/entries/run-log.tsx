import { Badge, Group, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { Problem } from '../shell/states'
import { LogLines } from './log-lines'
import { useEntryTexts } from './texts'
import { useRunLog } from './use-run-log'

// More would make the page slow; the command line has all of them.
const SHOWN = 2_000
const CLOSE_TO_END_PX = 40

/** What a run has logged, and what it logs as it goes on. */
export function RunLog({ id, status }: { readonly id: string; readonly status: string }): ReactNode {
  const say = useEntryTexts()
  const { lines, isWhole, refused } = useRunLog(id, status)
  const isLive = !isWhole && refused === undefined && status === 'running'
  return (
    <section>
      <Group gap="xs" mb={4}>
        <Title order={2} size="h4">
          {say('log')}
        </Title>
        {isLive && (
          <Badge color="blue" variant="light">
            {say('live')}
          </Badge>
        )}
        <Text c="dimmed" size="sm">
          {say('lines', { count: lines.length })}
        </Text>
      </Group>
      {refused && <Problem refused={refused} />}
      {lines.length > SHOWN && <Text size="sm">{say('cut', { count: SHOWN })}</Text>}
      {lines.length === 0 ? (
        <Text size="sm">{say('noLog', { isOpen: isWhole ? 'no' : 'yes' })}</Text>
      ) : (
        <Lines lines={lines} />
      )}
    </section>
  )
}

function Lines({ lines }: { readonly lines: readonly unknown[] }): ReactNode {
  const say = useEntryTexts()
  const box = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const first = Math.max(0, lines.length - SHOWN)
  // Whoever has scrolled up to read is left there.
  useEffect(() => {
    if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight
  }, [lines])
  const note = (): void => {
    if (!box.current) return
    const { scrollTop, clientHeight, scrollHeight } = box.current
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < CLOSE_TO_END_PX
  }
  return (
    <LogLines before={first} box={box} height={480} label={say('log')} lines={lines.slice(first)} onScroll={note} />
  )
}
