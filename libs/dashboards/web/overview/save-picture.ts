import type { ECharts } from 'echarts/core';
import { saveAs } from '#kernel/web';
import type { Ink } from './chart-options.js';

/** Dots for each pixel of the screen: sharp on paper. */
const RATIO = 2;
const MARGIN = 20;
const LINE = 24;

/** Saves a chart as a PNG, under its heading: the picture must say by itself what it shows. */
export function savePicture(chart: ECharts, heading: string, { ink, paper, face }: Ink, width: number): void {
  const picture = chart.getRenderedCanvas({ pixelRatio: RATIO, backgroundColor: paper });
  const sheet = document.createElement('canvas');
  const pen = sheet.getContext('2d');
  if (!pen) return;
  const letters = `600 16px ${face}`;
  pen.font = letters;
  const lines = cut(heading, (text) => pen.measureText(text).width <= width);
  const top = MARGIN + lines.length * LINE + MARGIN / 2;
  sheet.width = picture.width + 2 * MARGIN * RATIO;
  sheet.height = picture.height + (top + MARGIN) * RATIO;
  pen.fillStyle = paper;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.drawImage(picture, MARGIN * RATIO, top * RATIO);
  pen.scale(RATIO, RATIO);
  pen.font = letters;
  pen.fillStyle = ink;
  lines.forEach((line, index) => pen.fillText(line, MARGIN, MARGIN + (index + 0.75) * LINE));
  sheet.toBlob((png) => png && saveAs(png, `${nameOf(heading)}.png`));
}

/** Cuts a text into lines that fit. */
function cut(text: string, fits: (line: string) => boolean): readonly string[] {
  return text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
    return lines;
  }, []);
}

/** `12-patients-inclus`, as every system takes it. */
function nameOf(heading: string): string {
  const plain = heading.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  return plain
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
    .slice(0, 60);
}
