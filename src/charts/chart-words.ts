import type { ChartLanguage } from './spec.ts';

/** The words that charts add by themselves; everything else comes with the spec. */
interface ChartWords {
  readonly name: string;
  readonly month: string;
  readonly total: string;
  readonly low: string;
  readonly likely: string;
  readonly high: string;
  readonly base: string;
  readonly inputLow: string;
  readonly inputHigh: string;
  readonly date: string;
  readonly note: string;
  readonly none: string;
  /** Names of the months, January first, as short as an axis needs them. */
  readonly months: readonly string[];
}

const WORDS: Readonly<Record<ChartLanguage, ChartWords>> = {
  en: {
    name: 'Name',
    month: 'Month',
    total: 'Total',
    low: 'Low',
    likely: 'Likely',
    high: 'High',
    base: 'Base',
    inputLow: 'Input, low end',
    inputHigh: 'Input, high end',
    date: 'Date',
    note: 'Note',
    none: 'n/a',
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  },
  ja: {
    name: '名称',
    month: '月',
    total: '合計',
    low: '下限',
    likely: '中心値',
    high: '上限',
    base: '基準',
    inputLow: '前提の下限',
    inputHigh: '前提の上限',
    date: '日付',
    note: '備考',
    none: '該当なし',
    months: ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月'],
  },
};

export const chartWords = (language: ChartLanguage | undefined): ChartWords => WORDS[language ?? 'en'];
