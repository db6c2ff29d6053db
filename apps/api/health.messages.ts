/** Whether the product can serve. */
export class HealthView {
  status!: 'up' | 'down';
  /** Each part without which it cannot: `up` or `down`. */
  parts!: Record<string, string>;
}
