import { addAlertList, addAlertTest } from './alert/alerts.js'
import { addCalendarExpand } from './calendar/calendar-expand.js'
import type { Cli } from './cli.js'
import { addCronPause, addCronResume } from './guard/cron-pause.js'
import { addGroupPause, addGroupResume } from './guard/group-pause.js'
import { addMaintenanceDisable, addMaintenanceEnable } from './guard/maintenance.js'
import { addHistoryList } from './history/history-list.js'
import { addHistoryLog } from './history/history-log.js'
import { addHistoryPurge } from './history/history-purge.js'
import { addHistoryShow } from './history/history-show.js'
import { addCronInstall } from './install/cron-install.js'
import { addCronPrint } from './install/cron-print.js'
import { addCronRemove } from './install/cron-remove.js'
import { addDoctor } from './install/doctor.js'
import { addSupervisorPrint } from './install/supervisor-print.js'
import { addSystemdPrint } from './install/systemd-print.js'
import { addAppInfo } from './job/app-info.js'
import { addJobDisable, addJobEnable } from './job/job-enable.js'
import { addJobList } from './job/job-list.js'
import { addJobNext } from './job/job-next.js'
import { addJobPause, addJobResume } from './job/job-pause.js'
import { addJobReset } from './job/job-reset.js'
import { addJobRun } from './job/job-run.js'
import { addJobSet } from './job/job-set.js'
import { addJobShow } from './job/job-show.js'
import { addImport } from './module/import.js'
import { addModuleList } from './module/module-list.js'
import { addValidate } from './module/validate.js'
import { addModuleCreate } from './module/module-create.js'
import { addCronRun } from './process/cron-run.js'
import { addDev } from './process/dev.js'
import { addHealth } from './process/health.js'
import { addReload } from './process/reload.js'
import { addServe } from './process/serve.js'
import { addStart } from './process/start.js'
import { addWorker } from './process/worker.js'
import { addScheduleAdd } from './schedule/schedule-add.js'
import { addScheduleAudit } from './schedule/schedule-audit.js'
import { addScheduleBackfill } from './schedule/schedule-backfill.js'
import { addScheduleDiff } from './schedule/schedule-diff.js'
import { addScheduleExplain } from './schedule/schedule-explain.js'
import { addScheduleKill } from './schedule/schedule-kill.js'
import { addScheduleList } from './schedule/schedule-list.js'
import { addScheduleRemove } from './schedule/schedule-remove.js'
import { addScheduleSimulate } from './schedule/schedule-simulate.js'
import { addTokenCreate, addTokenList, addTokenRevoke } from './token/tokens.js'
import { addUserCreate, addUserList, addUserPassword, addUserRemove } from './user/users.js'
import { addAuditList } from './setting/audit-list.js'
import { addConfigGet } from './setting/config-get.js'
import { addConfigList } from './setting/config-list.js'
import { addConfigReset } from './setting/config-reset.js'
import { addConfigSet } from './setting/config-set.js'

/** Adds every command, in the order in which the help shows them. */
export function addCommands(cli: Cli): void {
  for (const add of ALL) add(cli)
}

const PROCESSES = [addStart, addDev, addWorker, addServe, addCronRun, addReload, addHealth]
const INSTALLATION = [addCronInstall, addCronRemove, addCronPrint, addSystemdPrint, addSupervisorPrint, addDoctor]
const GUARDS = [addCronPause, addCronResume, addGroupPause, addGroupResume, addMaintenanceEnable, addMaintenanceDisable]
const MODULES = [addModuleCreate, addValidate, addModuleList, addImport]
const JOBS = [
  addJobList,
  addJobShow,
  addJobNext,
  addJobRun,
  addJobSet,
  addJobReset,
  addJobEnable,
  addJobDisable,
  addJobPause,
  addJobResume,
  addAppInfo,
]
const TIMETABLE = [
  addScheduleList,
  addScheduleAdd,
  addScheduleKill,
  addScheduleRemove,
  addScheduleExplain,
  addScheduleAudit,
  addScheduleSimulate,
  addScheduleDiff,
  addScheduleBackfill,
]
const CALENDAR = [addCalendarExpand]
const HISTORY = [addHistoryList, addHistoryShow, addHistoryLog, addHistoryPurge]
const ALERTS = [addAlertList, addAlertTest]
const TOKENS = [addTokenCreate, addTokenList, addTokenRevoke]
const USERS = [addUserCreate, addUserList, addUserPassword, addUserRemove]
const SETTINGS = [addConfigList, addConfigGet, addConfigSet, addConfigReset, addAuditList]
const ALL = [
  ...PROCESSES,
  ...INSTALLATION,
  ...GUARDS,
  ...MODULES,
  ...JOBS,
  ...TIMETABLE,
  ...CALENDAR,
  ...HISTORY,
  ...ALERTS,
  ...SETTINGS,
  ...TOKENS,
  ...USERS,
]
