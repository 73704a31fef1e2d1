/** The job that is running when its worker is killed. */
export const HELD_CODE = 'bench_held'
