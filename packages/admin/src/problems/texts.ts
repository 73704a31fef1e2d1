import { defineTexts } from '../shell/language'

/** What the page of problems says. */
export const useProblemTexts = defineTexts(
  {
    title: 'Problems',
    about:
      'What is wrong with modules, settings and jobs. A job with an error is quarantined: it does not run, all others do.',
    search: 'Search for a job, a file or a sentence',
    severity: 'How bad',
    anything: 'Errors and warnings',
    error: 'Errors',
    warning: 'Warnings',
    isError: 'Error',
    isWarning: 'Warning',
    quarantined: 'does not run',
    copy: 'Copy the place',
    copied: 'Copied',
    none: 'Nothing is wrong',
    noneRemedy: 'Every module, setting and job can be read, and every handler is found.',
    notFound: 'Nothing that is wrong fits',
    notFoundRemedy: 'Search for less.',
    count:
      '{errors, plural, =0 {No errors} one {# error} other {# errors}}, {warnings, plural, =0 {no warnings} one {# warning} other {# warnings}}{quarantined, plural, =0 {} one {; # job does not run} other {; # jobs do not run}}.',
    mended: 'Mended files are followed within seconds, without a restart.',
  },
  {
    title: 'Problèmes',
    about:
      'Ce qui ne va pas dans les modules, réglages et tâches. Une tâche en erreur est en quarantaine : elle ne tourne pas, toutes les autres si.',
    search: 'Chercher une tâche, un fichier ou une phrase',
    severity: 'Gravité',
    anything: 'Erreurs et avertissements',
    error: 'Erreurs',
    warning: 'Avertissements',
    isError: 'Erreur',
    isWarning: 'Avertissement',
    quarantined: 'ne tourne pas',
    copy: 'Copier l’endroit',
    copied: 'Copié',
    none: 'Tout va bien',
    noneRemedy: 'Chaque module, réglage et tâche se lit, et chaque gestionnaire est trouvé.',
    notFound: 'Rien de ce qui ne va pas ne correspond',
    notFoundRemedy: 'Élargissez la recherche.',
    count:
      '{errors, plural, =0 {Aucune erreur} one {# erreur} other {# erreurs}}, {warnings, plural, =0 {aucun avertissement} one {# avertissement} other {# avertissements}}{quarantined, plural, =0 {} one {; # tâche ne tourne pas} other {; # tâches ne tournent pas}}.',
    mended: 'Les fichiers corrigés sont suivis en quelques secondes, sans redémarrage.',
  },
)
