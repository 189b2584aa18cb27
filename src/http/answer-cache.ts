/** A finished JSON answer: its text and its entity tag. */
export interface CachedAnswer {
  readonly body: string;
  readonly etag: string;
}

/** Answers by (data version, question). An entry is never stale: other data has another version. */
export interface AnswerCache {
  get(key: string): CachedAnswer | undefined;
  set(key: string, answer: CachedAnswer): void;
}

/** Keeps the answers used last, up to a number of entries and of characters in all. */
export function createAnswerCache(maxEntries: number, maxCharacters: number): AnswerCache {
  const entries = new Map<string, CachedAnswer>();
  let characters = 0;
  const drop = (key: string): void => {
    characters -= entries.get(key)?.body.length ?? 0;
    entries.delete(key);
  };
  return {
    get(key) {
      const answer = entries.get(key);
      if (answer === undefined) return undefined;
      entries.delete(key);
      entries.set(key, answer);
      return answer;
    },
    set(key, answer) {
      if (answer.body.length > maxCharacters / 4) return;
      drop(key);
      entries.set(key, answer);
      characters += answer.body.length;
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries && characters <= maxCharacters) break;
        drop(oldest);
      }
    },
  };
}
