import type { EChartsCoreOption } from 'echarts/core';
import type { Tone } from '#kernel/web';

/** One chart, and the table of the same numbers. */
export interface Chart {
  /** What stands along the first axis: `Mois`, `Centre`. */
  readonly of: string;
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  /** `columns` stand over time; `stacked` ones share a column; `panels` lie side by side, each with its own scale, for things that do not add up. */
  readonly layout: 'columns' | 'stacked' | 'panels';
}

export interface Series {
  readonly name: string;
  /** What is counted, in the plural: `patients`. */
  readonly unit: string;
  readonly tone: Tone;
  readonly values: readonly number[];
}

/** Colours and letters of the page, light or dark. */
export interface Ink {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly paper: string;
  readonly raised: string;
  readonly face: string;
  readonly tones: Readonly<Record<Tone, string>>;
}

const TONES: readonly Tone[] = ['blue', 'amber', 'red', 'green', 'grey', 'violet'];
/** Pixels of one bar that lies, with its room. */
const BAR = 30;
const SMALL = 12;

/** The tokens of the page as it is now. */
export function inkOf(page: Element): Ink {
  const style = getComputedStyle(page);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: token('ink'),
    soft: token('ink-soft'),
    line: token('line'),
    paper: token('paper'),
    raised: token('raised'),
    face: token('face'),
    tones: Object.fromEntries(TONES.map((tone) => [tone, token(tone)])) as Record<Tone, string>,
  };
}

/** Pixels that a chart needs. On a phone panels stand one under the other. */
export function heightOf({ layout, categories, series }: Chart, isNarrow: boolean): number {
  if (layout !== 'panels') return 260;
  return isNarrow ? series.length * (panelHeight(categories.length) + 16) : panelHeight(categories.length);
}

/** What ECharts draws: nothing moves, nothing is written but on the canvas, and hatching tells series apart where colour does not. */
export function optionsOf(chart: Chart, ink: Ink, isNarrow: boolean): EChartsCoreOption {
  const text = { color: ink.soft, fontFamily: ink.face, fontSize: SMALL };
  return {
    animation: false,
    textStyle: { fontFamily: ink.face },
    aria: { enabled: true, label: { enabled: false }, decal: { show: chart.series.length > 1 } },
    tooltip: {
      renderMode: 'richText',
      trigger: 'item',
      backgroundColor: ink.raised,
      borderColor: ink.line,
      textStyle: { color: ink.ink, fontFamily: ink.face, fontSize: SMALL },
    },
    ...(chart.layout === 'panels' ? panels(chart, ink, text, isNarrow) : columns(chart, ink, text)),
  };
}

type Text = Readonly<Record<'color' | 'fontFamily', string>> & { readonly fontSize: number };

function columns({ of, categories, series, layout }: Chart, ink: Ink, text: Text): EChartsCoreOption {
  return {
    grid: { left: 8, right: 16, top: series.length > 1 ? 56 : 34, bottom: 26, containLabel: true },
    ...(series.length > 1 && { legend: { top: 0, left: 0, icon: 'rect', textStyle: text, selectedMode: false } }),
    xAxis: {
      type: 'category',
      name: of,
      nameLocation: 'middle',
      nameGap: 30,
      nameTextStyle: text,
      data: [...categories],
      axisLabel: { ...text, hideOverlap: true },
      axisLine: { lineStyle: { color: ink.soft } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      name: series[0]?.unit ?? '',
      nameTextStyle: { ...text, align: 'left' },
      minInterval: 1,
      axisLabel: text,
      splitLine: { lineStyle: { color: ink.line } },
    },
    series: series.map(({ name, tone, values }) => ({
      type: 'bar',
      name,
      data: [...values],
      barMaxWidth: 44,
      itemStyle: { color: ink.tones[tone] },
      ...(layout === 'stacked' && { stack: 'all' }),
    })),
  };
}

/** Each series beside the others over the same categories, each with its own scale. */
function panels({ categories, series }: Chart, ink: Ink, text: Text, isNarrow: boolean): EChartsCoreOption {
  const names = isNarrow ? 40 : 26;
  const width = (100 - names) / series.length;
  const height = panelHeight(categories.length);
  const place = (index: number) =>
    isNarrow
      ? { left: `${names}%`, right: 34, top: index * (height + 16) + 30, height: height - 40 }
      : { left: `${names + index * width}%`, width: `${width - 5}%`, top: 30, height: height - 40 };
  return {
    title: series.map(({ name }, index) => ({
      text: name,
      textStyle: { ...text, color: ink.ink, fontWeight: 600 },
      left: isNarrow ? 0 : place(index).left,
      top: isNarrow ? place(index).top - 26 : 4,
      padding: 0,
    })),
    grid: series.map((_, index) => place(index)),
    xAxis: series.map((_, index) => ({ type: 'value', gridIndex: index, show: false, min: 0 })),
    yAxis: series.map((_, index) => ({
      type: 'category',
      gridIndex: index,
      inverse: true,
      data: [...categories],
      axisLine: { lineStyle: { color: ink.soft } },
      axisTick: { show: false },
      axisLabel:
        isNarrow || index === 0
          ? { ...text, color: ink.ink, width: isNarrow ? 116 : 200, overflow: 'truncate', interval: 0 }
          : { show: false },
    })),
    series: series.map(({ name, tone, values }, index) => ({
      type: 'bar',
      name,
      xAxisIndex: index,
      yAxisIndex: index,
      data: [...values],
      barMaxWidth: 16,
      label: { show: true, position: 'right', ...text, color: ink.ink },
      itemStyle: { color: ink.tones[tone] },
    })),
  };
}

function panelHeight(count: number): number {
  return count * BAR + 44;
}
