import { jaNegotiation } from './ja-negotiation.ts';
import type { PhraseBook } from './phrase-book.ts';

export const ja: PhraseBook = {
  negotiation: jaNegotiation,
  furniture: {
    internalMark: '社外秘：社内限り、ベンダーへの開示禁止',
    vendorMark: (vendor) => `機密：${vendor} との交渉に限り共有`,
    page: ['', ' / ', ' ページ'],
    snapshot: 'スナップショット',
    snapshotLabel: 'スナップショット',
    edition: '版',
    editions: { internal: '社内版', vendor: 'ベンダー版' },
    undated: '日付なし',
    appendix: '付録',
    behindCharts: '図の基になる数値',
    asTable: '数値を表で見る',
    numbersOf: (title) => `数値：${title}`,
    noRows: '該当する行はありません。',
    name: '名称',
    notKnown: '不明',
    noCurrency: '通貨の記載がない単位',
  },
  closing: {
    grades: {
      S: '一次資料',
      M: '実測または開示情報',
      W: '根拠の弱い資料',
      D: '導出値',
      G: '一般的な知識',
      J: '判断',
      A: 'モデルの仮定',
    },
    gaps: {
      kicker: '未確認事項',
      none: '本書の基になるデータに欠落は見つかっていません。',
      noneTitle: '欠落は確認されていません',
      title: '本書で分かっていないこと',
    },
    method: {
      kicker: '計算方法',
      title: '数値の求め方',
      rounding:
        '数値はすべて正確な金額から計算し、印字の際に一度だけ四捨五入します。金額は、その通貨の合計が一万以上であれば整数で、それ未満であれば小数第二位まで表示します（補助単位のない通貨は整数）。百分率は小数第一位までです。そのため、内訳の合計が総額と末尾の桁で一致しないことがあります。ゼロでない値をゼロと表示することはなく、最小の桁より小さいことを示します。',
      caption: '一つの数値を順に追う',
      heads: ['段階', '計算式', '数値を入れた式', '表示'],
    },
    assumptions: {
      kicker: '前提条件',
      title: '何を前提とし、誰の情報によるか',
      caption: '前提条件と出典、等級、日付',
      heads: ['前提', '値', '出典', '等級', '時点'],
    },
    glossary: { kicker: '用語集', title: '本書で使う用語', caption: '用語', heads: ['用語', '意味'] },
  },
};
