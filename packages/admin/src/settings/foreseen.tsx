import { Alert, List, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { SettingChange } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { Instant } from '../shell/instant'
import { Answered } from '../shell/states'
import { useSettingTexts } from './texts'

const NAMED = 5

/** The blast radius of a change. */
export function Foreseen({ answer }: { readonly answer: UseQueryResult<SettingChange> }): ReactNode {
  return (
    <Answered answer={answer} height={48}>
      {(change) => <Radius change={change} />}
    </Answered>
  )
}

function Radius({ change: { purge, jobs, warnings } }: { readonly change: SettingChange }): ReactNode {
  const say = useSettingTexts()
  return (
    <Stack aria-live="polite" gap="xs">
      {purge && <Purge {...purge} />}
      {warnings.length > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle />}>
          <List size="sm">
            {warnings.map((warning) => (
              <List.Item key={warning} lang="en">
                {warning}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {jobs.length > 0 && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {say('jobs', { count: jobs.length, names: jobs.slice(0, NAMED).join(', ') })}{' '}
          {jobs.length > NAMED && say('jobsMore', { count: jobs.length - NAMED })}
        </Text>
      )}
      <Text c="dimmed" size="sm">
        {say('atOnce')}
      </Text>
    </Stack>
  )
}

function Purge({ count, oldest, newest }: NonNullable<SettingChange['purge']>): ReactNode {
  const say = useSettingTexts()
  if (count === 0) return <Text size="sm">{say('purgeNone')}</Text>
  return (
    <Alert color="red" icon={<IconTrash />} title={say('purge', { count })}>
      {say('purgeSpan')} <Instant at={oldest} /> {say('and')} <Instant at={newest} />.
    </Alert>
  )
}
