import { join } from 'node:path'
import { commandWords, type Installation } from './installation.js'
import { minutesOf } from './pass-interval.js'
import { literal, quoteForSystemd } from './quote.js'

export interface UnitsOrder {
  readonly installation: Installation
  /** Whose processes they are. */
  readonly user: string
  /** How long runs may go on when a unit is stopped. */
  readonly graceSeconds: number
  /** Between two passes of the timer. */
  readonly everySeconds: number
  /** Folders that handlers write into; the project's own `.horarium` is always one. */
  readonly writable: readonly string[]
}

export interface Unit {
  /** Its file in `/etc/systemd/system`. */
  readonly name: string
  readonly text: string
}

// After the grace: 5 s for what was asked to end, 20 s for a Redis that does not answer, and some to spare.
const AFTER_GRACE_S = 30

/** The units of a project: everything in one process, a worker, and the pass that a timer starts. */
export function systemdUnits(order: UnitsOrder): readonly Unit[] {
  const stem = stemOf(order.installation)
  const pass = `${stem}-pass.service`
  return [
    { name: `${stem}.service`, text: serviceText(order, 'start') },
    { name: `${stem}-worker.service`, text: serviceText(order, 'worker') },
    { name: pass, text: passText(order) },
    { name: `${stem}-pass.timer`, text: timerText(order, pass) },
  ]
}

function stemOf({ namespace }: Installation): string {
  return namespace === 'hz' ? 'horarium' : `horarium-${namespace}`
}

function serviceText(order: UnitsOrder, command: 'start' | 'worker'): string {
  const { installation, graceSeconds } = order
  return `[Unit]
Description=Horarium ${command}, ${literal(installation.directory)}
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Service]
Type=exec
${surroundings(order)}
ExecStart=${commandLine(installation, [command, '--grace', String(graceSeconds)])}
Restart=always
RestartSec=5
# The process ends its children itself; only what is left when it has ended, or after the time, is killed.
KillMode=mixed
KillSignal=SIGTERM
TimeoutStopSec=${graceSeconds + AFTER_GRACE_S}
${hardening(order)}

[Install]
WantedBy=multi-user.target
`
}

function passText(order: UnitsOrder): string {
  const { installation } = order
  return `# One pass at a time: while a run goes on, the next pass waits. Where jobs take long, use the worker's unit instead.
[Unit]
Description=Horarium pass, ${literal(installation.directory)}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
${surroundings(order)}
ExecStart=${commandLine(installation, ['cron:run'])}
KillMode=mixed
${hardening(order)}
`
}

function timerText({ installation, everySeconds }: UnitsOrder, unit: string): string {
  return `[Unit]
Description=Passes of Horarium, ${literal(installation.directory)}

[Timer]
OnCalendar=${calendarOf(everySeconds)}
AccuracySec=1s
Unit=${unit}

[Install]
WantedBy=timers.target
`
}

function calendarOf(everySeconds: number): string {
  const minutes = minutesOf(everySeconds)
  if (minutes === undefined) return `*-*-* *:*:00/${everySeconds}`
  if (minutes === 1) return '*-*-* *:*:00'
  return minutes === 60 ? '*-*-* *:00:00' : `*-*-* *:00/${minutes}:00`
}

function surroundings({ installation, user }: UnitsOrder): string {
  const { directory, environmentFile } = installation
  const file = environmentFile === undefined ? '' : `\nEnvironmentFile=${literal(environmentFile)}`
  return `User=${user}
WorkingDirectory=${literal(directory)}
Environment=NODE_ENV=production${file}`
}

// Not among it: MemoryDenyWriteExecute, for Node writes machine code while it runs.
function hardening({ installation, writable }: UnitsOrder): string {
  const folders = [join(installation.directory, '.horarium'), ...writable]
  return `UMask=0027
NoNewPrivileges=yes
CapabilityBoundingSet=
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths=${folders.map((folder) => quoteForSystemd(`-${folder}`)).join(' ')}
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
LockPersonality=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native`
}

// systemd reads the environment file itself.
function commandLine(installation: Installation, words: readonly string[]): string {
  const { environmentFile: _, ...bare } = installation
  return commandWords(bare, words)
    .map((word) => quoteForSystemd(word.replaceAll('$', '$$$$')))
    .join(' ')
}
