import { Alert, List, Loader, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { SettingChange } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { ask } from '../api/ask'
import { Instant } from '../shell/instant'
import { Problem } from '../shell/states'
import { useSettingTexts } from './texts'

/** The path the service knows a setting under. */
export function settingUrl(path: string): string {
  return `/api/v1/settings/${path.split('/').map(encodeURIComponent).join('/')}`
}

/** What a change would do, before it is made; `undefined` takes the override away. */
export function useForeseen(path: string, value: string | undefined, isAsked: boolean): UseQueryResult<SettingChange> {
  return useQuery<SettingChange>({
    queryKey: ['foreseen', path, value],
    queryFn: ({ signal }) =>
      ask<SettingChange>(settingUrl(path), {
        method: value === undefined ? 'DELETE' : 'PUT',
        body: value === undefined ? { dryRun: true } : { value, dryRun: true },
        signal,
      }),
    enabled: isAsked,
    gcTime: 0,
    staleTime: 0,
    meta: { topics: ['configuration'] },
  })
}

const NAMED = 5

/** The blast radius of a change. */
export function Foreseen({ answer }: { readonly answer: UseQueryResult<SettingChange> }): ReactNode {
  const say = useSettingTexts()
  if (answer.error) return <Problem refused={answer.error} />
  if (!answer.data)
    return answer.isFetching ? (
      <Text c="dimmed" role="status" size="sm">
        <Loader mr={8} size={12} />
        {say('asking')}
      </Text>
    ) : null
  const { purge, jobs, warnings } = answer.data
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
