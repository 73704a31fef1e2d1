import type { JobList } from '@horarium/http/api'
import { Button, Checkbox, Group, MultiSelect, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'wouter'
import { pathWith, useAnswer } from '../api/answers'
import { useGroupNames } from '../api/groups'
import { Filter } from '../shell/filter'
import { useQueryState, useQuerySwitch } from '../shell/query-state'
import { SearchField } from '../shell/search-field'
import { ENDED, useStatusTexts } from '../shell/status'
import { useEntryTexts } from './texts'

/** What one looks at: entries that wait, that run, or that have ended. */
export type Tab = 'pending' | 'running' | 'finished'
const SOURCES = ['calendar', 'manual', 'chain', 'handler'] as const
const TYPED_MS = 250
const FILTERS = ['search', 'job', 'group', 'status', 'source', 'from', 'to', 'ran', 'after'] as const

/** What a list of entries is narrowed by; the address holds it. */
export function EntryFilters({ tab }: { readonly tab: Tab }): ReactNode {
  const say = useEntryTexts()
  const [group] = useQueryState('group')
  const groups = useGroupNames(group)
  const [hasRun, toggleRan] = useQuerySwitch('ran')
  return (
    <Group align="flex-end" gap="xs">
      <SearchField flex="1 1 220px" label={say('search')} />
      <JobField />
      <Filter data={groups} label={say('group')} name="group" />
      {tab === 'finished' && <StatusField />}
      <Filter
        data={SOURCES.map((value) => ({ value, label: say(value) }))}
        label={say('source')}
        name="source"
        placeholder={say('anySource')}
      />
      <InstantField label={say('from')} name="from" />
      <InstantField label={say('to')} name="to" />
      {tab === 'finished' && <Checkbox checked={hasRun} label={say('ranOnly')} mb={8} onChange={toggleRan} />}
      <ClearButton names={FILTERS} />
    </Group>
  )
}

const JOBS_OFFERED = 20

/** One job, by a part of its name. */
export function JobField(): ReactNode {
  const say = useEntryTexts()
  const [job, setJob] = useQueryState('job')
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed === job ? '' : typed, TYPED_MS)
  const path = pathWith('/api/v1/jobs', { search: wanted, limit: JOBS_OFFERED })
  const { data } = useAnswer<JobList>(path, ['configuration'])
  const codes = new Set([...(data?.items.map(({ code }) => code) ?? []), ...(job ? [job] : [])])
  return (
    <Select
      clearable
      data={[...codes]}
      // The service has found them, by label too.
      filter={({ options }) => options}
      label={say('job')}
      onChange={setJob}
      onSearchChange={setTyped}
      searchable
      searchValue={typed}
      value={job || null}
      w={200}
    />
  )
}

function StatusField(): ReactNode {
  const say = useEntryTexts()
  const sayStatus = useStatusTexts()
  const [status, setStatus] = useQueryState('status')
  return (
    <MultiSelect
      clearable
      data={ENDED.map((value) => ({ value, label: sayStatus(value) }))}
      label={say('status')}
      maw={320}
      miw={150}
      onChange={(chosen) => setStatus(chosen.join(','))}
      value={status === '' ? [] : status.split(',')}
    />
  )
}

function InstantField({ name, label }: { readonly name: string; readonly label: string }): ReactNode {
  const [instant, setInstant] = useQueryState(name)
  return (
    <TextInput
      label={label}
      onChange={({ currentTarget }) => setInstant(isoOf(currentTarget.value))}
      type="datetime-local"
      value={fieldOf(instant)}
      w={190}
    />
  )
}

/** Takes filters out of the address; there while it holds one. */
export function ClearButton({ names }: { readonly names: readonly string[] }): ReactNode {
  const say = useEntryTexts()
  const [query, setQuery] = useSearchParams()
  if (!names.some((name) => name !== 'after' && query.has(name))) return null
  const clear = (): void =>
    setQuery((now) => {
      const next = new URLSearchParams(now)
      for (const name of names) next.delete(name)
      return next
    })
  return (
    <Button onClick={clear} variant="subtle">
      {say('clear')}
    </Button>
  )
}

// A field of the browser knows the reader's own time only.
function isoOf(field: string): string | null {
  const instant = Date.parse(field)
  return Number.isNaN(instant) ? null : new Date(instant).toISOString()
}

function fieldOf(iso: string): string {
  const instant = Date.parse(iso)
  if (Number.isNaN(instant)) return ''
  const offsetMs = new Date(instant).getTimezoneOffset() * 60_000
  return new Date(instant - offsetMs).toISOString().slice(0, 16)
}
