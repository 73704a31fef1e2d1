import { Button, Group } from '@mantine/core'
import { IconArrowBarToLeft, IconArrowRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { defineTexts } from './language'
import { useQueryState } from './query-state'

const useTexts = defineTexts(
  { first: 'First page', next: 'Next page', pages: 'Pages of the list' },
  { first: 'Première page', next: 'Page suivante', pages: 'Pages de la liste' },
)

/** Goes through a list page by page; the address holds which, so that the back button goes back. */
export function Pager({ next }: { readonly next: string | null }): ReactNode {
  const say = useTexts()
  const [after, setAfter] = useQueryState('after', '', { push: true })
  if (after === '' && next === null) return null
  return (
    <Group aria-label={say('pages')} component="nav" justify="flex-end">
      <Button
        disabled={after === ''}
        leftSection={<IconArrowBarToLeft aria-hidden size={16} />}
        onClick={() => setAfter(null)}
        size="xs"
        variant="default"
      >
        {say('first')}
      </Button>
      <Button
        disabled={next === null}
        onClick={() => setAfter(next)}
        rightSection={<IconArrowRight aria-hidden size={16} />}
        size="xs"
        variant="default"
      >
        {say('next')}
      </Button>
    </Group>
  )
}
