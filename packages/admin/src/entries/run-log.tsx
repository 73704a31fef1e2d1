import { Badge, Box, Group, Text, Title } from '@mantine/core'
import { memo, type ReactNode, useEffect, useRef } from 'react'
import { useLanguage } from '../shell/language'
import { Problem } from '../shell/states'
import { formatTime } from '../shell/times'
import { useEntryTexts } from './texts'
import { useRunLog } from './use-run-log'

// More would make the page slow; the command line has all of them.
const SHOWN = 2_000
const LEVEL_COLORS: Readonly<Record<string, string>> = { error: 'red', warn: 'orange', info: 'blue', debug: 'gray' }
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
    <Box
      aria-label={say('log')}
      bd="1px solid var(--mantine-color-default-border)"
      bdrs="sm"
      ff="monospace"
      fz="xs"
      mah={480}
      onScroll={note}
      p="xs"
      ref={box}
      role="log"
      style={{ overflow: 'auto' }}
      tabIndex={0}
    >
      {lines.slice(first).map((line, index) => (
        <LogLine key={first + index} line={line} />
      ))}
    </Box>
  )
}

interface Line {
  readonly at: number | undefined
  readonly level: string
  readonly message: string
  readonly rest: string
}

// Of thousands only those are drawn that are new.
const LogLine = memo(function LogLine({ line }: { readonly line: unknown }): ReactNode {
  const language = useLanguage()
  const { at, level, message, rest } = readLine(line)
  return (
    <Group align="baseline" gap="xs" wrap="nowrap">
      <Text c="dimmed" component="span" ff="inherit" fz="inherit" style={{ whiteSpace: 'nowrap' }}>
        {at === undefined ? '' : formatTime(at, language)}
      </Text>
      <Badge
        autoContrast
        color={LEVEL_COLORS[level] ?? 'gray'}
        miw={52}
        radius="sm"
        size="xs"
        tt="none"
        variant="light"
      >
        {level}
      </Badge>
      <Text component="span" ff="inherit" fz="inherit" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {message}
        {rest !== '' && (
          <Text c="dimmed" component="span" ff="inherit" fz="inherit">
            {' '}
            {rest}
          </Text>
        )}
      </Text>
    </Group>
  )
})

function readLine(line: unknown): Line {
  if (typeof line !== 'object' || line === null)
    return { at: undefined, level: 'info', message: String(line), rest: '' }
  const { at: said, level = 'info', message = '', ...fields } = line as Readonly<Record<string, unknown>>
  const at = Date.parse(String(said))
  return {
    at: Number.isNaN(at) ? undefined : at,
    level: String(level),
    message: String(message),
    rest: Object.keys(fields).length === 0 ? '' : JSON.stringify(fields),
  }
}
