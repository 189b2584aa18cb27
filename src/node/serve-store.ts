import { setTimeout as pause } from 'node:timers/promises';
import { databaseProblem, openStore, type NodeStore } from './db.ts';

const DRIVER_WAIT_MS = 20;
const PAUSE_MS = 25;
const MAX_WAIT_MS = 10_000;

/**
 * The store of a server. The driver waits for a lock by blocking the whole process, so here it waits 20 ms at most,
 * and a write that finds the database locked (an ingestion commits) is tried again from the event loop.
 */
export function openServerStore(path: string): NodeStore {
  const store = openStore(path);
  store.sqlite.pragma(`busy_timeout = ${DRIVER_WAIT_MS}`);
  return {
    ...store,
    async atomic(build) {
      const deadline = performance.now() + MAX_WAIT_MS;
      for (;;) {
        try {
          return await store.atomic(build);
        } catch (error) {
          const problem = databaseProblem(error, path);
          if (problem.code !== 'database_locked' || performance.now() > deadline) throw problem;
          await pause(PAUSE_MS);
        }
      }
    },
  };
}

/**
 * A text that changes with every commit of any connection: `data_version` for the others, `total_changes` for this one.
 * A token that stays the same means that nothing at all was written.
 */
export function changeTokenOf(store: NodeStore): () => string {
  const statement = store.sqlite.prepare('SELECT data_version, total_changes() AS own FROM pragma_data_version');
  return () => {
    const row = statement.get() as { data_version: number; own: number };
    return `${row.data_version}/${row.own}`;
  };
}

/**
 * The value of `read`, read once in each turn of the event loop. What another request wrote in the same turn has not
 * been answered yet, so no caller can know of it.
 */
export function oncePerTurn<T>(read: () => T): () => T {
  let held: { readonly value: T } | null = null;
  return () => {
    if (held === null) {
      held = { value: read() };
      setImmediate(() => (held = null));
    }
    return held.value;
  };
}
