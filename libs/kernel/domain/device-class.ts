/** What a browser says it runs on, as coarsely as an access log needs: no version, no model. */
export type DeviceClass = 'computer' | 'tablet' | 'phone' | 'other';

/** Reads it from the browser's own words (`User-Agent`), which anyone may forge: a hint, never a proof. */
export function deviceClass(userAgent: string | undefined): DeviceClass {
  const said = (userAgent ?? '').slice(0, 400);
  if (/iPad|Tablet|Android(?!.*Mobile)/i.test(said)) return 'tablet';
  if (/iPhone|Android.*Mobile|Mobile/i.test(said)) return 'phone';
  return /Windows|Macintosh|X11|Linux|CrOS/i.test(said) ? 'computer' : 'other';
}
