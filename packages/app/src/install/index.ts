export { crontabLines } from './crontab-lines.js'
export {
  ENVIRONMENT_FILE,
  findInstallation,
  type Installation,
  type InstallationOrder,
  refuseOtherRedis,
} from './installation.js'
export { parsePassInterval } from './pass-interval.js'
export { supervisorScript } from './supervisor-script.js'
export { systemdUnits, type Unit, type UnitsOrder } from './systemd-units.js'
