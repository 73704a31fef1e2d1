import type { JobList } from '@horarium/http/api'
import { Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { pathWith, useAnswer } from '../api/answers'
import { Page } from '../shell/page'
import { Pager } from '../shell/pager'
import { Answered, Empty } from '../shell/states'
import { JobFilters } from './job-filters'
import { JobTable } from './job-table'
import { useJobTexts } from './texts'

const ASKED = ['search', 'group', 'status', 'last', 'sort', 'after'] as const

/** Every job that some module declares. */
export function JobsPage(): ReactNode {
  const say = useJobTexts()
  const [query] = useSearchParams()
  const asked = Object.fromEntries(ASKED.map((name) => [name, query.get(name)]))
  const path = pathWith('/api/v1/jobs', { ...asked, sort: asked['sort'] || 'label' })
  const answer = useAnswer<JobList>(path, ['configuration', 'entries'])
  return (
    <Page about={say('about')} title={say('title')}>
      <JobFilters />
      <Answered answer={answer} height={500}>
        {({ items, next, total }) =>
          items.length === 0 ? (
            <Nothing isFiltered={ASKED.some((name) => name !== 'sort' && query.has(name))} />
          ) : (
            <Stack gap="sm">
              <JobTable jobs={items} />
              <Group justify="space-between">
                <Text aria-live="polite" c="dimmed" size="sm">
                  {say('total', { total })}
                </Text>
                <Pager next={next} />
              </Group>
            </Stack>
          )
        }
      </Answered>
    </Page>
  )
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  const say = useJobTexts()
  const [, go] = useLocation()
  if (!isFiltered) return <Empty title={say('none')}>{say('noneRemedy')}</Empty>
  return (
    <Empty title={say('noneFit')}>
      <Stack align="center" gap="xs">
        {say('noneFitRemedy')}
        <Button onClick={() => go('/jobs')} size="xs" variant="default">
          {say('clear')}
        </Button>
      </Stack>
    </Empty>
  )
}
