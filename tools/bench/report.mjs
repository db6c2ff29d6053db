/** What a benchmark found: printed for anyone who runs it alone, handed over to `npm run bench` when that asks. */
import { appendFileSync } from 'node:fs';

/**
 * @param name of the place in docs/performance.md: `<!-- bench:name -->`
 * @param table its head and its rows, all texts; what compares comes first, what the machine weighs on last
 * @param aims figures to reach: `{ figure, aim, measured, reached }`
 */
export function report(name, { head, rows, aims = [] }) {
  process.stdout.write(`${tableOf(head, rows)}\n`);
  for (const { figure, aim, measured, reached } of aims) {
    process.stdout.write(`${figure}: ${measured}, ${reached ? 'reached' : 'missed'} (${aim})\n`);
  }
  if (process.env.BENCH_REPORT) appendFileSync(process.env.BENCH_REPORT, `${JSON.stringify({ name, head, rows, aims })}\n`);
}

/** In Markdown: the first column says what, the others are figures. */
export function tableOf(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, place) => (place === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** At most so much: an aim on one figure. @param unit what stands behind it, `ms` */
export function atMost(figure, most, measured, unit) {
  return { figure, aim: `≤ ${most} ${unit}`.trim(), measured: `${measured.toFixed(1)} ${unit}`.trim(), reached: measured <= most };
}

export function atLeast(figure, least, measured, unit = '') {
  return { figure, aim: `≥ ${least} ${unit}`.trim(), measured: `${measured.toFixed(2)} ${unit}`.trim(), reached: measured >= least };
}

export const inMs = (number) => `${number.toFixed(1)} ms`;
export const ratio = (one, other) => `**${(one / other).toFixed(2)}**`;
