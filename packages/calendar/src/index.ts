export { checkCalendar } from './check-calendar.js'
export { compileCalendar, type CompiledCalendar } from './compile-calendar.js'
export { describeCalendar } from './describe-calendar.js'
export { isTimezone, timezoneNames } from './timezones.js'
