import { MantineProvider, Skeleton } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, Suspense } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { Access } from '../access/access'
import { GoneBanner } from '../access/gone-banner'
import { MeMenu } from '../access/me-menu'
import { answers } from '../api/answers'
import { Boundary } from './boundary'
import { Dialogs } from './dialog'
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
  return (
    <MantineProvider
      cssVariablesResolver={readableColors}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
      theme={theme}
    >
      <QueryClientProvider client={answers}>
        <Notifications position="bottom-right" />
        <Access>
          <Palette />
          <Keys />
          <Frame corner={<MeMenu />}>
            <GoneBanner />
            <Rooms />
          </Frame>
          <Dialogs />
        </Access>
      </QueryClientProvider>
    </MantineProvider>
  )
}

function Rooms(): ReactNode {
  const [path] = useLocation()
  // Each job and each entry has a page of its own: of what was told of another nothing is shown, or done to that one.
  return (
    <Boundary key={path}>
      <Suspense fallback={<Skeleton height={240} />}>
        <Switch>
          {ROOMS.map(({ path: pattern, page }) => (
            <Route component={page} key={pattern} path={pattern} />
          ))}
          <Route component={Nowhere} />
        </Switch>
      </Suspense>
    </Boundary>
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
