import { IconLayoutDashboard, type TablerIcon } from '@tabler/icons-react'
import { type ComponentType, lazy } from 'react'
import { OverviewPage } from '../overview/overview-page'
import { defineTexts } from './language'

export const useRoomTexts = defineTexts({ overview: 'Overview' }, { overview: 'Vue d’ensemble' })

/** A page that the address names; one with an icon stands in the menu. */
export interface Room {
  readonly name: Parameters<ReturnType<typeof useRoomTexts>>[0]
  /** A pattern of wouter: `/jobs/:code`. */
  readonly path: string
  readonly page: ComponentType
  readonly icon?: TablerIcon
}

/** Every page, as the menu and the palette show them. */
export const ROOMS: readonly Room[] = [{ name: 'overview', path: '/', page: OverviewPage, icon: IconLayoutDashboard }]

/** A page whose code is fetched when it is first looked at. */
export function later<Name extends string>(
  name: Name,
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
): ComponentType {
  return lazy<ComponentType>(async () => ({ default: (await load())[name] }))
}
