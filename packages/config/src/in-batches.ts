const BATCH = 32

/** Does `act` for every item, a batch at a time; the answers are in the order of the items. */
export async function inBatches<Item, Answer>(
  items: readonly Item[],
  act: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  for (let start = 0; start < items.length; start += BATCH) {
    // oxlint-disable-next-line no-await-in-loop
    answers.push(...(await Promise.all(items.slice(start, start + BATCH).map(act))))
  }
  return answers
}
