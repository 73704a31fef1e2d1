import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { Route, Switch } from 'wouter'
import { answers } from '../api/answers'
import { followChanges } from '../api/live'
import { Frame } from './frame'
import { Keys } from './keys'
import { defineTexts } from './language'
import { Page } from './page'
import { Palette } from './palette'
import { ROOMS } from './rooms'
import { Empty } from './states'
import { readableColors, styleNonce, theme } from './theme'

const useTexts = defineTexts(
  { nowhere: 'There is no such page', tryMenu: 'The address may be mistyped, or from an older version. See the menu.' },
  { nowhere: 'Cette page n’existe pas', tryMenu: 'L’adresse est fausse, ou d’une ancienne version. Voyez le menu.' },
)

/** All of the pages: what they look like, who answers them, where they are. */
export function Shell(): ReactNode {
  useEffect(() => followChanges(() => undefined), [])
  return (
    <MantineProvider
      cssVariablesResolver={readableColors}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
      theme={theme}
    >
      <QueryClientProvider client={answers}>
        <Notifications position="bottom-right" />
        <Palette />
        <Keys />
        <Frame>
          <Switch>
            {ROOMS.map(({ path, page }) => (
              <Route component={page} key={path} path={path} />
            ))}
            <Route component={Nowhere} />
          </Switch>
        </Frame>
      </QueryClientProvider>
    </MantineProvider>
  )
}

function Nowhere(): ReactNode {
  const say = useTexts()
  return (
    <Page title={say('nowhere')}>
      <Empty title={say('nowhere')}>{say('tryMenu')}</Empty>
    </Page>
  )
}
