import { Badge, Box, Group, Text } from '@mantine/core'
import { memo, type ReactNode, type RefObject } from 'react'
import { useLanguage } from '../shell/language'
import { formatTime } from '../shell/times'

const LEVEL_COLORS: Readonly<Record<string, string>> = { error: 'red', warn: 'orange', info: 'blue', debug: 'gray' }

interface LogLinesProps {
  readonly label: string
  readonly lines: readonly unknown[]
  /** How many lines there are before them. */
  readonly before?: number
  readonly height: number
  readonly box?: RefObject<HTMLDivElement | null>
  readonly onScroll?: () => void
}

/** Lines of a log, each as it was kept; who reads scrolls in them. */
export function LogLines({ label, lines, before = 0, height, box, onScroll }: LogLinesProps): ReactNode {
  return (
    <Box
      aria-label={label}
      bd="1px solid var(--mantine-color-default-border)"
      bdrs="sm"
      ff="monospace"
      fz="xs"
      mah={height}
      onScroll={onScroll}
      p="xs"
      ref={box}
      role="log"
      style={{ overflow: 'auto' }}
      tabIndex={0}
    >
      {lines.map((line, index) => (
        <LogLine key={before + index} line={line} />
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
