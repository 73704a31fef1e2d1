import {
  IconAdjustments,
  IconBell,
  IconCalendarEvent,
  IconCpu,
  IconFileText,
  IconHistory,
  IconLayoutDashboard,
  IconList,
  IconStack2,
  IconTool,
  IconTimeline,
  type TablerIcon,
} from '@tabler/icons-react'
import { type ComponentType, lazy } from 'react'
import { OverviewPage } from '../overview/overview-page'
import { defineTexts } from './language'

export const useRoomTexts = defineTexts(
  {
    overview: 'Overview',
    timeline: 'Timeline',
    entries: 'Entries',
    entry: 'Entry',
    logs: 'Logs',
    jobs: 'Jobs',
    job: 'Job',
    groups: 'Groups',
    settings: 'Settings',
    workers: 'Workers',
    problems: 'Problems',
    alerts: 'Alerts',
    audit: 'Audit trail',
  },
  {
    overview: 'Vue d’ensemble',
    timeline: 'Chronologie',
    entries: 'Entrées',
    entry: 'Entrée',
    logs: 'Journaux',
    jobs: 'Tâches',
    job: 'Tâche',
    groups: 'Groupes',
    settings: 'Réglages',
    workers: 'Workers',
    problems: 'Problèmes',
    alerts: 'Alertes',
    audit: 'Journal d’audit',
  },
)

/** A page that the address names; one with an icon stands in the menu. */
export interface Room {
  readonly name: Parameters<ReturnType<typeof useRoomTexts>>[0]
  /** A pattern of wouter: `/jobs/:code`. */
  readonly path: string
  readonly page: ComponentType
  readonly icon?: TablerIcon
}

/** Every page, as the menu and the palette show them. */
export const ROOMS: readonly Room[] = [
  { name: 'overview', path: '/', page: OverviewPage, icon: IconLayoutDashboard },
  { name: 'jobs', path: '/jobs', page: later('JobsPage', () => import('../jobs/jobs-page')), icon: IconCalendarEvent },
  { name: 'job', path: '/jobs/:code', page: later('JobPage', () => import('../jobs/job-page')) },
  {
    name: 'groups',
    path: '/groups',
    page: later('GroupsPage', () => import('../groups/groups-page')),
    icon: IconStack2,
  },
  {
    name: 'timeline',
    path: '/timeline',
    page: later('TimelinePage', () => import('../timeline/timeline-page')),
    icon: IconTimeline,
  },
  {
    name: 'entries',
    path: '/entries',
    page: later('EntriesPage', () => import('../entries/entries-page')),
    icon: IconList,
  },
  { name: 'entry', path: '/entries/:id', page: later('EntryPage', () => import('../entries/entry-page')) },
  { name: 'logs', path: '/logs', page: later('LogPage', () => import('../entries/log-page')), icon: IconFileText },
  {
    name: 'settings',
    path: '/settings',
    page: later('SettingsPage', () => import('../settings/settings-page')),
    icon: IconAdjustments,
  },
  {
    name: 'workers',
    path: '/workers',
    page: later('WorkersPage', () => import('../workers/workers-page')),
    icon: IconCpu,
  },
  {
    name: 'problems',
    path: '/problems',
    page: later('ProblemsPage', () => import('../problems/problems-page')),
    icon: IconTool,
  },
  {
    name: 'alerts',
    path: '/alerts',
    page: later('AlertsPage', () => import('../alerts/alerts-page')),
    icon: IconBell,
  },
  {
    name: 'audit',
    path: '/audit',
    page: later('AuditPage', () => import('../audit/audit-page')),
    icon: IconHistory,
  },
]

/** Those that stand in the menu. */
export const MENU: readonly (Room & { readonly icon: TablerIcon })[] = ROOMS.flatMap(({ icon, ...room }) =>
  icon ? [{ ...room, icon }] : [],
)

// A page whose code is fetched when it is first looked at.
function later<Name extends string>(
  name: Name,
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
): ComponentType {
  return lazy<ComponentType>(async () => ({ default: (await load())[name] }))
}
