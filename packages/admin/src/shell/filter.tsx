import { Select, type SelectProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { useQueryState } from './query-state'

interface FilterProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  /** The part of the address that holds it. */
  readonly name: string
  readonly data: readonly (string | { readonly value: string; readonly label: string })[]
}

const FEW = 8

/** What a list is narrowed by, one of some; the address holds which. */
export function Filter({ name, data, ...select }: FilterProps): ReactNode {
  const [value, setValue] = useQueryState(name)
  return (
    <Select
      clearable
      data={data}
      flex="1 1 150px"
      maw={220}
      onChange={setValue}
      searchable={data.length > FEW}
      value={value || null}
      {...select}
    />
  )
}
