import { defineTexts } from '../shell/language'

/** What is said of pauses, whatever they hold. */
export const usePauseTexts = defineTexts(
  {
    pause: 'Pause',
    pauseAbout: 'What falls due until then is skipped, with your name and the note. What runs already is left alone.',
    until: 'Until',
    untilAbout: 'How long (30m, 2h, 1d) or an instant in UTC: 2026-01-31T10:05.',
    note: 'Note',
    noteAbout: 'Why, for whoever looks.',
    paused: 'Paused.',
    resume: 'Resume',
    resumeAbout: 'What falls due from now on is started again; what is paused on its own stays paused.',
    resumed: 'It goes on.',
    skipJobs: 'Of {jobs, plural, one {# job} other {# jobs}}:',
    skips:
      '{instants, plural, =0 {Nothing would be skipped.} one {# instant would be skipped} other {# instants would be skipped}}',
    skipsMore: 'More than {instants, number} instants would be skipped',
    skipsFirst: ', the first {first}.',
    pausedUntil: 'paused {until, select, open {until it is ended} other {until {until}}}',
  },
  {
    pause: 'Mettre en pause',
    pauseAbout: 'Ce qui échoit d’ici là est sauté, avec votre nom et la note. Ce qui tourne déjà continue.',
    until: 'Jusqu’à',
    untilAbout: 'Une durée (30m, 2h, 1d) ou un instant en UTC : 2026-01-31T10:05.',
    note: 'Note',
    noteAbout: 'Pourquoi, pour qui regarde.',
    paused: 'En pause.',
    resume: 'Reprendre',
    resumeAbout: 'Ce qui échoit désormais est de nouveau lancé ; ce qui est en pause à part le reste.',
    resumed: 'La pause est finie.',
    skipJobs: 'De {jobs, plural, one {# tâche} other {# tâches}} :',
    skips:
      '{instants, plural, =0 {Rien ne serait sauté.} one {# instant serait sauté} other {# instants seraient sautés}}',
    skipsMore: 'Plus de {instants, number} instants seraient sautés',
    skipsFirst: ', le premier le {first}.',
    pausedUntil: 'en pause {until, select, open {jusqu’à nouvel ordre} other {jusqu’au {until}}}',
  },
)
