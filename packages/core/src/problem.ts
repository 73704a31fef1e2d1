/** Something wrong in XML, settings or module files: collected with others and shown together, never thrown. */
export interface Problem {
  /** An error quarantines what it names; a warning changes nothing. */
  readonly severity: 'error' | 'warning'
  /** As the reader would type it; empty when no file is concerned. */
  readonly file: string
  /** 1-based; 0 when the whole file is meant. */
  readonly line: number
  /** The node or setting, for example `config/crontab/jobs/my_job/schedule/cron_expr`. */
  readonly path: string
  readonly message: string
  readonly remedy: string
}

/** A fault in a calendar, before it is known which file to blame. */
export interface CalendarFault {
  readonly severity: Problem['severity']
  readonly message: string
  readonly remedy: string
}
