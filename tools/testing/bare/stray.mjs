/**
 * What fails between two specs of a process, when Jest does not listen: the process would die, and Jest puts another in its place without a
 * word. The next spec fails of it instead; were there none, the process ends badly.
 */
const errors = [];

for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, (error) => errors.push(error));
process.on('exit', () => {
  for (const error of errors) console.error(error);
  if (errors.length) process.exitCode = 1;
});

/** @throws what failed since the spec before this one ended, once. */
export function throwStray(before) {
  const [cause] = errors.splice(0);
  if (cause) throw new Error(`${before} left behind what failed after its end`, { cause });
}
