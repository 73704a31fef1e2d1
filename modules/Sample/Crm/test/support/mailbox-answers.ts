/** A mail in a mailbox. */
export interface StoredMail {
  readonly uid: number
  readonly subject: string
}

/** What EXAMINE answers. */
export function examined(mails: readonly StoredMail[], uidValidity: number): { lines: readonly string[]; end: string } {
  const next = (mails.at(-1)?.uid ?? 0) + 1
  const lines = [
    '* FLAGS (\\Seen)',
    `* ${mails.length} EXISTS`,
    '* 0 RECENT',
    `* OK [UIDVALIDITY ${uidValidity}] valid`,
    `* OK [UIDNEXT ${next}] next`,
  ]
  return { lines, end: 'OK [READ-ONLY] examined' }
}

/** The UIDs of the mails that a sequence set names; `*` is the newest, and a range may be written either way round. */
export function uidsIn(set: string, mails: readonly StoredMail[]): readonly number[] {
  const newest = mails.at(-1)?.uid ?? 0
  const ranges = set.split(',').map((part) => part.split(':').map((end) => (end === '*' ? newest : Number(end))))
  return mails
    .map(({ uid }) => uid)
    .filter((uid) => ranges.some((range) => uid >= Math.min(...range) && uid <= Math.max(...range)))
}

/** What FETCH answers of these UIDs: number, envelope and source. */
export function fetched(uids: readonly number[], mails: readonly StoredMail[]): readonly string[] {
  return mails.flatMap(({ uid, subject }, index) => {
    if (!uids.includes(uid)) return []
    const source = `From: bob@else.test\r\nSubject: ${subject}\r\n\r\nHello Ann`
    const bob = '(("Bob" NIL "bob" "else.test"))'
    const envelope = `("Sat, 31 Jan 2026 10:00:00 +0000" "${subject}" ${bob} ${bob} ${bob} NIL NIL NIL NIL "<${subject}@else.test>")`
    return [`* ${index + 1} FETCH (UID ${uid} ENVELOPE ${envelope} BODY[]<0> {${source.length}}`, `${source})`]
  })
}
