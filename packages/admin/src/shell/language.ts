import { IntlMessageFormat } from 'intl-messageformat'
import { makeState, type State } from '../api/state'

export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** What may stand in a message's places. */
export type Values = Readonly<Record<string, string | number>>

/** Says one of a room's texts in the language somebody reads. */
export type Say<Key extends string> = (key: Key, values?: Values) => string

const KEPT_AS = 'horarium-language'

function firstLanguage(): Language {
  const wanted = [localStorage.getItem(KEPT_AS) ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2))
  return LANGUAGES.find((language) => language === wanted.find((one) => one === 'en' || one === 'fr')) ?? 'en'
}

const current: State<Language> = makeState(firstLanguage())
document.documentElement.lang = current.now()

/** The language the pages are read in. */
export const languageNow: () => Language = current.now
/** The same, as it changes. */
export const useLanguage: () => Language = current.use

/** Has the pages read in another language, also the next time. */
export function setLanguage(language: Language): void {
  localStorage.setItem(KEPT_AS, language)
  document.documentElement.lang = language
  current.set(language)
}

/**
 * The texts of a room, by key, in both languages; ICU messages (`{count, plural, one {# run} other {# runs}}`). What it
 * answers is a hook, and says them in the language of the moment.
 */
export function defineTexts<const English extends Readonly<Record<string, string>>>(
  en: English,
  fr: Readonly<Record<keyof English, string>>,
): () => Say<keyof English & string> {
  const texts: Readonly<Record<Language, Readonly<Record<keyof English, string>>>> = { en, fr }
  const formats = new Map<string, IntlMessageFormat>()
  const sayIn =
    (language: Language): Say<keyof English & string> =>
    (key, values) => {
      const name = `${language} ${key}`
      const format = formats.get(name) ?? new IntlMessageFormat(texts[language][key], language, {}, { ignoreTag: true })
      formats.set(name, format)
      return String(format.format(values))
    }
  const says = { en: sayIn('en'), fr: sayIn('fr') }
  return () => says[useLanguage()]
}
