export { addAsked, addPending, addReleased, type AskedEntry, withdrawEntry } from './add-entry.js'
export {
  type AlertLook,
  type AlertWrites,
  beginLook,
  type FieldWrites,
  type LookWish,
  settleGradually,
  settleLook,
} from './alert-look.js'
export {
  forgetMessages,
  noteAttempt,
  readAlertFacts,
  readAttempts,
  readDeadlines,
  readOpenAlerts,
  readOutboxFields,
  readOutboxMessage,
  readOverdue,
  readWatched,
} from './alert-records.js'
export { type Claim, type ClaimOrder, type ClaimRequest, claimEntries } from './claim-entries.js'
export {
  type ConfigurationSign,
  type ConfigurationUse,
  readConfigurations,
  useConfiguration,
} from './configurations.js'
export { awaitRedis, connectRedis, type Redis } from './connection.js'
export { type DefinitionRecord, DEFINITIONS_KEPT, listDefinitions, readDefinitions } from './definitions.js'
export { findPending, withoutRecord } from './find-pending.js'
export {
  dayOf,
  type Ending,
  type FinishOrder,
  finishLost,
  finishRuns,
  finishWaiting,
  readLost,
} from './finish-entries.js'
export { type InstanceMarks, readInstanceMarks, readLaneMark } from './marks.js'
export { type Glance, glance, stampGenerated, stampPurged } from './glance.js'
export { forgetInstance, type Instance, knownLanes, openInstance, rememberLanes } from './instance.js'
export { askKill, type KillOrder } from './kill-run.js'
export { type ExtendedLeases, extendLeases, noteRun, type OwnedRun, type RunNote } from './keep-runs.js'
export { type Lane, type LaneNews, openLane } from './lane.js'
export { type EntryPlace, type LocatedEntry, locateEntries } from './locate-entries.js'
export { closeLane, type Holder, moveEntry, readHolders, reopenLane } from './moved-jobs.js'
export {
  askReload,
  type AuditLine,
  changeOverrides,
  noteChange,
  type Override,
  type OverrideChange,
  type OverrideStep,
  readOverrides,
  raiseRevision,
  readRevision,
  readRevisions,
  type Revisions,
} from './overrides.js'
export { type AuditRecord, readAudit, readAuditPages } from './read-audit.js'
export { forgetOwed, noteOwed, readOwed } from './owed-successes.js'
export {
  jobPlace,
  lanePlace,
  parkEntry,
  readFronts,
  readNext,
  unparkEntries,
  type Wait,
} from './park-entries.js'
export {
  countFinished,
  purgeEntries,
  purgeGaps,
  readFinishedPage,
  readForgotten,
} from './purge-entries.js'
export { type Asker, readAsker } from './read-asker.js'
export {
  type EntryFilter,
  findEntry,
  listEntries,
  type LogEnd,
  readFinished,
  readLog,
  readLogEnds,
} from './read-entries.js'
export { readLastEnded, readLastInstants } from './read-last.js'
export { readNewest } from './read-newest.js'
export {
  comparePlaces,
  type OpenStatus,
  type Place,
  type PlaceOrder,
  type PlacePage,
  readFinishedPlaces,
  readOpenPlaces,
} from './read-places.js'
export { type EntryMark, readMarks, readRows } from './read-rows.js'
export {
  type Between,
  type BriefEntry,
  type OpenEntries,
  readFinishedBetween,
  readOpen,
} from './read-brief.js'
export { type LaneSize, listGaps, readCounts, readDays, readSize } from './read-ledger.js'
export { type EntryVerdict, readEnded, readVerdicts } from './read-verdicts.js'
export { readFailed, readWaiting } from './read-waiting.js'
export { readWatermark, readWatermarks, readWatermarksOf } from './read-watermarks.js'
export {
  type PassRecord,
  readPass,
  readWorkers,
  recordPass,
  signOff,
  signOn,
  WORKER_GONE_MS,
  type WorkerSign,
} from './registry.js'
export { type Endpoint, type Login, parseRedisAddress, type RedisAddress } from './redis-address.js'
export {
  DUE_AT_ONCE,
  type DueEntry,
  readDue,
  readReleased,
  releaseEntries,
  rereleaseEntries,
} from './release-entries.js'
export { readPriorities } from './read-priorities.js'
export { readDueTimes, type Retry, retryLost, retryRun } from './retry-entries.js'
export { type Tally, tallyFinished, tallyJobs, type TallyOrder } from './tally.js'
export { openStoreClock, type StoreClock } from './store-clock.js'
export { countFailure, endStreaks, type Streak, type StreakStep } from './streaks.js'
export { type Gap, type TimetableWrite, type Watermark, writeTimetable } from './write-timetable.js'
export {
  countTry,
  dropSession,
  findSession,
  keepSession,
  type KeptSession,
  noteInAudit,
  type Tries,
  uncountTry,
} from './sessions.js'
export { countUsers, dropUser, findUser, keepUser, type KeptUser, readUsers } from './users.js'
export { countTokens, dropToken, findToken, keepToken, type KeptToken, readTokens } from './tokens.js'
