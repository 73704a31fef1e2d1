import { TextInput, type TextInputProps } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { SEARCH_MARK } from './keys'
import { useQueryState } from './query-state'

interface SearchFieldProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** What it is called. */
  readonly label: string
  /** The part of the address that holds it. */
  readonly name?: string
}

const TYPING_MS = 250

/** What a list is searched with: the address has it as soon as somebody pauses typing; `/` comes here. */
export function SearchField({ label, name = 'search', ...field }: SearchFieldProps): ReactNode {
  const [value, setValue] = useQueryState(name)
  const [typed, setTyped] = useState(value)
  const keep = useDebouncedCallback(setValue, TYPING_MS)
  // The back button, or a link, says something else.
  useEffect(() => setTyped(value), [value])
  return (
    <TextInput
      aria-label={label}
      leftSection={<IconSearch aria-hidden size={16} />}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        keep(currentTarget.value)
      }}
      placeholder={label}
      type="search"
      value={typed}
      {...SEARCH_MARK}
      {...field}
    />
  )
}
