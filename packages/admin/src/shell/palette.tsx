import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconCalendarTime, IconSearch } from '@tabler/icons-react'
import type { JobList } from '@horarium/http/api'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { pathWith, useAnswer } from '../api/answers'
import { defineTexts } from './language'
import { jobPage } from './paths'
import { MENU, useRoomTexts } from './rooms'

const useTexts = defineTexts(
  { find: 'Go to a page or a job …', nothing: 'Nothing of that name.', pages: 'Pages', jobs: 'Jobs' },
  { find: 'Aller à une page ou une tâche …', nothing: 'Rien de ce nom.', pages: 'Pages', jobs: 'Tâches' },
)

const JOBS_SHOWN = 8
const TYPED_FOR_MS = 150

const [store, { open, close }] = createSpotlight()

/** Opens the palette. */
export function openPalette(): void {
  open()
}

/** Goes wherever its name is typed, pages first, then jobs as the service finds them: Ctrl K. */
export function Palette(): ReactNode {
  const say = useTexts()
  const [query, setQuery] = useState('')
  const jobs = useJobs(query)
  const actions: readonly SpotlightActionGroupData[] = [
    { group: say('pages'), actions: usePages() },
    { group: say('jobs'), actions: jobs },
  ]
  return (
    <Spotlight
      actions={[...actions]}
      attributes={{ content: { 'aria-label': say('find') } }}
      highlightQuery
      nothingFound={say('nothing')}
      onQueryChange={setQuery}
      query={query}
      scrollable
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: say('find'),
        'aria-label': say('find'),
        onKeyDown: ({ key }) => key === 'Enter' && goToFirst(jobs[0]),
      }}
      shortcut={['mod + K']}
      store={store}
      tagsToIgnore={[]}
    />
  )
}

// What came from the service came after the first was to be selected.
function goToFirst(job: Destination | undefined): void {
  if (!job || store.getState().selected >= 0) return
  job.onClick()
  close()
}

type Destination = SpotlightActionData & { readonly onClick: () => void }

function usePages(): Destination[] {
  const sayRoom = useRoomTexts()
  const [, go] = useLocation()
  return MENU.map(({ name, path, icon: Icon }) => ({
    id: path,
    label: sayRoom(name),
    leftSection: <Icon aria-hidden size={18} stroke={1.6} />,
    onClick: () => go(path),
  }))
}

function useJobs(query: string): Destination[] {
  const [, go] = useLocation()
  const [search] = useDebouncedValue(query.trim(), TYPED_FOR_MS)
  const path = search === '' ? undefined : pathWith('/api/v1/jobs', { search, limit: JOBS_SHOWN })
  const { data } = useAnswer<JobList>(path, ['configuration'])
  return (search === '' ? [] : (data?.items ?? [])).map(({ code, label, schedule }) => ({
    id: `job ${code}`,
    label: code,
    description: [label, schedule].filter(Boolean).join(' · '),
    // What the service has found is shown, whatever it was found by.
    keywords: [query],
    leftSection: <IconCalendarTime aria-hidden size={18} stroke={1.6} />,
    onClick: () => go(jobPage(code)),
  }))
}
