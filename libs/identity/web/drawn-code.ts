/** A picture that a telephone reads, as one path of an SVG: nothing of it is markup. */
export interface DrawnCode {
  readonly size: number;
  readonly path: string;
}

/** Draws it here: the secret that it holds goes nowhere else. */
export async function drawCode(text: string): Promise<DrawnCode> {
  const { encode } = await import('uqr');
  const { data, size } = encode(text, { border: 2, ecc: 'M' });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { size, path };
}
