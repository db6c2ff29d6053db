/** Row ids sort by the moment they were made, which is the order in which rows are shown. */
export function newRowId(): string {
  const chance = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return Date.now().toString(36) + chance.toString(36).padStart(7, '0').slice(-6);
}
