import { defineTexts } from '../shell/language'

/** What the page of workers says. */
export const useWorkerTexts = defineTexts(
  {
    title: 'Workers',
    about: 'The processes that take part: who looks after the timetable, and who runs what.',
    name: 'Process',
    state: 'State',
    alive: 'alive',
    gone: 'gone',
    goneWhy: 'It gave no sign of life for 15 seconds. What it ran ends as “worker lost” and is not lost from sight.',
    seen: 'Last sign of life',
    since: 'Since',
    groups: 'Groups',
    all: 'all',
    executes: 'runs jobs',
    watches: 'only looks on',
    runs: 'Runs now',
    idle: 'nothing',
    none: 'No process takes part',
    noneRemedy:
      'No job is started. Run horarium start on this machine, horarium worker on others, or let a crontab run horarium cron:run.',
    noWorker: 'No process that lives runs jobs',
    elsewhere: 'Runs elsewhere',
    elsewhereAbout: 'Of processes that came for one pass or one run: cron:run, job:run, or a worker that is gone.',
    process: 'process {pid} on {host}',
  },
  {
    title: 'Workers',
    about: 'Les processus qui participent : qui veille sur l’horaire, et qui exécute quoi.',
    name: 'Processus',
    state: 'État',
    alive: 'vivant',
    gone: 'parti',
    goneWhy:
      'Aucun signe de vie depuis 15 secondes. Ce qu’il exécutait finit en « worker lost » et n’est pas perdu de vue.',
    seen: 'Dernier signe de vie',
    since: 'Depuis',
    groups: 'Groupes',
    all: 'tous',
    executes: 'exécute des tâches',
    watches: 'observe seulement',
    runs: 'Exécute en ce moment',
    idle: 'rien',
    none: 'Aucun processus ne participe',
    noneRemedy:
      'Aucune tâche n’est lancée. Lancez horarium start sur cette machine, horarium worker sur d’autres, ou laissez une crontab lancer horarium cron:run.',
    noWorker: 'Aucun processus vivant n’exécute de tâches',
    elsewhere: 'Exécutions ailleurs',
    elsewhereAbout: 'De processus venus pour un passage ou une exécution : cron:run, job:run, ou un worker parti.',
    process: 'processus {pid} sur {host}',
  },
)
