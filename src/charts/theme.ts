import type { SegmentTone } from './spec.ts';

/** Colours of a chart. Print has hex values; web has CSS custom properties, resolved for light and dark by the page. */
export interface ChartTheme {
  readonly font: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly up: string;
  readonly down: string;
  readonly palette: readonly string[];
  /** The colour of "Other", whatever its place. */
  readonly other: string;
  readonly heat: readonly string[];
  readonly heatInk: readonly string[];
  readonly unknown: string;
  readonly segments: Readonly<Record<SegmentTone, string>>;
}

export const printTheme: ChartTheme = {
  font: 'Inter',
  ink: '#17202e',
  muted: '#5b6675',
  line: '#d9dfe7',
  surface: '#ffffff',
  up: '#b8472a',
  down: '#24796a',
  palette: ['#1f3f75', '#2d74b8', '#4ba3a0', '#9bc08a', '#e2b33c', '#d8673e', '#7b4d85', '#5f8f3f'],
  other: '#8a94a2',
  heat: ['#e9f1f1', '#f7e3a1', '#efae60', '#c4502a', '#8d1f24'],
  heatInk: ['#17202e', '#17202e', '#17202e', '#ffffff', '#ffffff'],
  unknown: '#eceff3',
  segments: { free: '#2c7f72', moderate: '#e2b33c', high: '#d0622f', severe: '#8d1f24', unknown: '#aab3bf', neutral: '#1f3f75' },
};

export const webTheme: ChartTheme = {
  font: 'inherit',
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  line: 'var(--line)',
  surface: 'var(--surface)',
  up: 'var(--up)',
  down: 'var(--down)',
  palette: [1, 2, 3, 4, 5, 6, 7, 8].map((place) => `var(--c${place})`),
  other: 'var(--c-other)',
  heat: [1, 2, 3, 4, 5].map((step) => `var(--heat${step})`),
  heatInk: [1, 2, 3, 4, 5].map((step) => `var(--heat-ink${step})`),
  unknown: 'var(--unknown)',
  segments: {
    free: 'var(--seg-free)',
    moderate: 'var(--seg-moderate)',
    high: 'var(--seg-high)',
    severe: 'var(--seg-severe)',
    unknown: 'var(--seg-unknown)',
    neutral: 'var(--c1)',
  },
};
