/** Names for the columns of a file that the engine can tell apart: to it, `user:Owner` and `user:owner` are one. */
export function engineNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((name) => {
    let free = name;
    for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name} ${number}`;
    taken.add(free.toLowerCase());
    return free;
  });
}
