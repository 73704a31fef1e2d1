import { Alert, Code, List, Text } from '@mantine/core'
import { IconAlertTriangle, IconPlayerPause, IconPower } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useInstantText } from '../shell/instant'
import type { JobProps } from './job-page'
import { isPausedNow } from './job-state'
import { useJobPageTexts } from './job-texts'

/** What keeps it from running, or may. */
export function JobNotices({ job }: JobProps): ReactNode {
  const say = useJobPageTexts()
  const { status, paramsFault } = job
  return (
    <>
      <Faults job={job} />
      {status === 'disabled' && <Alert color="gray" icon={<IconPower />} title={say('isDisabled')} />}
      <Paused job={job} />
      {paramsFault !== null && (
        <Alert color="red" icon={<IconAlertTriangle />} title={say('paramsFault')}>
          {paramsFault}
        </Alert>
      )}
      <Gaps job={job} />
    </>
  )
}

function Faults({ job: { faults, status } }: JobProps): ReactNode {
  const say = useJobPageTexts()
  if (faults.length === 0) return null
  const isInvalid = status === 'invalid'
  return (
    <Alert
      color={isInvalid ? 'red' : 'yellow'}
      icon={<IconAlertTriangle />}
      title={say(isInvalid ? 'faults' : 'warnings')}
    >
      <List size="sm" spacing={4}>
        {faults.map(({ file, line, message, remedy }) => (
          <List.Item key={`${file}:${line} ${message}`} style={{ overflowWrap: 'anywhere' }}>
            {message}. {remedy}{' '}
            {file !== '' && (
              <Code>
                {file}:{line}
              </Code>
            )}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

function Paused({ job }: JobProps): ReactNode {
  const say = useJobPageTexts()
  const instantText = useInstantText()
  const { pause } = job
  if (pause === null || job.status !== 'ok') return null
  const values = { author: pause.author, from: instantText(pause.from), until: instantText(pause.until, 'open') }
  return (
    <Alert color="yellow" icon={<IconPlayerPause />} title={say(isPausedNow(job) ? 'isPaused' : 'toBePaused', values)}>
      {pause.note !== '' && <Text size="sm">{pause.note}</Text>}
    </Alert>
  )
}

function Gaps({ job: { gaps } }: JobProps): ReactNode {
  const say = useJobPageTexts()
  const instantText = useInstantText()
  if (gaps.length === 0) return null
  return (
    <Alert color="gray" title={say('gaps')}>
      <List size="sm">
        {gaps.map(({ from, to, count, reason }) => (
          <List.Item key={from}>
            {instantText(from)} – {instantText(to)}, {say('gap', { count, reason })}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
