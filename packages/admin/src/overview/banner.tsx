import { Alert, Anchor, List, Stack, Text } from '@mantine/core'
import { IconAlertOctagon, IconCircleCheck, IconPlayerPause, IconZzz } from '@tabler/icons-react'
import type { Overview } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Distance, Instant } from '../shell/instant'
import { jobPage } from '../shell/paths'
import { useOverviewTexts } from './texts'

/** In words: that all is well, what is held on purpose, or what does not happen. */
export function Banner({ overview }: { readonly overview: Overview }): ReactNode {
  const { idle, reasons, guards, isHealthy } = overview
  if (idle) return <Idle idle={idle} />
  return (
    <>
      {!isHealthy && <Unwell reasons={reasons} />}
      {guards.length > 0 && <Held guards={guards} />}
      {isHealthy && guards.length === 0 && <Well />}
    </>
  )
}

function Well(): ReactNode {
  const say = useOverviewTexts()
  return (
    <Alert color="teal" icon={<IconCircleCheck />} title={say('well')}>
      {say('wellAbout')}
    </Alert>
  )
}

function Unwell({ reasons }: Pick<Overview, 'reasons'>): ReactNode {
  const say = useOverviewTexts()
  return (
    <Alert color="red" icon={<IconAlertOctagon />} role="alert" title={say('unwell')}>
      <Sentences texts={reasons} />
    </Alert>
  )
}

function Held({ guards }: Pick<Overview, 'guards'>): ReactNode {
  const say = useOverviewTexts()
  return (
    <Alert color="orange" icon={<IconPlayerPause />} title={say('held')}>
      <Stack gap="xs">
        <Text size="sm">{say('heldAbout')}</Text>
        <Sentences texts={guards} />
      </Stack>
    </Alert>
  )
}

function Idle({ idle }: { readonly idle: NonNullable<Overview['idle']> }): ReactNode {
  const say = useOverviewTexts()
  const { kind, since, jobs, runs } = idle
  return (
    <Alert color="red" icon={<IconZzz />} role="alert" title={say('nothingRuns')}>
      <Stack gap="xs">
        <Text size="sm">
          {say(kind)}{' '}
          {since !== null && (
            <>
              ({say('since')} <Instant at={since} />, <Distance at={since} />)
            </>
          )}
        </Text>
        {runs > 0 ? <Missing idle={idle} /> : <Text size="sm">{say('waitingJobs', { jobs })}</Text>}
        <Text fw={600} size="sm">
          {say('remedy')}
        </Text>
      </Stack>
    </Alert>
  )
}

function Missing({ idle }: { readonly idle: NonNullable<Overview['idle']> }): ReactNode {
  const say = useOverviewTexts()
  const { runs, isMore, missing, missingJobs } = idle
  return (
    <div>
      <Text size="sm">{say('missed', { jobs: missingJobs, runs, isMore: isMore ? 'yes' : 'no' })}</Text>
      <List size="sm">
        {missing.map(({ jobCode, label, runs: count }) => (
          <List.Item key={jobCode}>
            <Anchor c="inherit" component={Link} href={jobPage(jobCode)} size="sm" underline="always">
              {label ?? jobCode}
            </Anchor>{' '}
            ({say('missedRuns', { count })})
          </List.Item>
        ))}
        {missingJobs > missing.length && (
          <List.Item>{say('missedMore', { count: missingJobs - missing.length })}</List.Item>
        )}
      </List>
    </div>
  )
}

function Sentences({ texts }: { readonly texts: readonly string[] }): ReactNode {
  return (
    <List size="sm">
      {texts.map((text) => (
        <List.Item key={text} lang="en" style={{ overflowWrap: 'anywhere' }}>
          {text}
        </List.Item>
      ))}
    </List>
  )
}
