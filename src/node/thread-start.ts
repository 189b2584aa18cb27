/** Arguments that let a worker thread start as fast as the command line does. */
export const THREAD_START = ['--import', new URL('./fast-start.ts', import.meta.url).href];
