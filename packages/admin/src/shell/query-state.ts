import { useSearchParams } from 'wouter'

/**
 * One value that the address holds, so that a reload, a link and the back button keep it. Empty is left out of the
 * address. `push` (the default is to replace) makes a step that the back button takes back.
 */
export function useQueryState(
  name: string,
  fallback = '',
  { push = false }: { readonly push?: boolean } = {},
): readonly [value: string, set: (value: string | null) => void] {
  const [query, setQuery] = useSearchParams()
  const set = (value: string | null): void => {
    setQuery(
      (now) => {
        const next = new URLSearchParams(now)
        // Another filter begins at its first page.
        if (name !== 'after') next.delete('after')
        if (value === null || value === '' || value === fallback) next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: !push },
    )
  }
  return [query.get(name) ?? fallback, set]
}

/** A choice that is made or not, held by the address in one word. */
export function useQuerySwitch(name: string, word = '1'): readonly [isOn: boolean, toggle: () => void] {
  const [value, set] = useQueryState(name)
  const isOn = value === word
  return [isOn, () => set(isOn ? null : word)]
}
