import { Alert, Button, Code, Stack, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { defineTexts } from './language'

const useTexts = defineTexts(
  {
    broken: 'This page cannot be shown',
    remedy:
      'A newer version of it may have taken its place: load it anew. If that changes nothing, tell whoever runs the service what stands here.',
    load: 'Load the page anew',
  },
  {
    broken: 'Cette page ne peut pas être affichée',
    remedy:
      'Une version plus récente l’a peut-être remplacée : rechargez-la. Si cela ne change rien, transmettez ce qui suit à qui exploite le service.',
    load: 'Recharger la page',
  },
)

interface BoundaryProps {
  readonly children: ReactNode
}

interface BoundaryState {
  readonly error?: unknown
}

/** What breaks in a page, or cannot be fetched of it, ends here: what stands around the page goes on. */
// React tells of that by a class alone.
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = {}

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error }
  }

  override render(): ReactNode {
    return 'error' in this.state ? <Broken error={this.state.error} /> : this.props.children
  }
}

function Broken({ error }: { readonly error: unknown }): ReactNode {
  const say = useTexts()
  return (
    <Alert color="red" icon={<IconAlertCircle />} role="alert" title={say('broken')}>
      <Stack align="flex-start" gap="xs">
        <Text size="sm">{say('remedy')}</Text>
        <Code style={{ overflowWrap: 'anywhere' }}>{String(error)}</Code>
        <Button color="red" onClick={() => location.reload()} size="xs" variant="outline">
          {say('load')}
        </Button>
      </Stack>
    </Alert>
  )
}
