import type { ReportLanguage } from '../model.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import type { PhraseBook } from './phrase-book.ts';

const BOOKS: Readonly<Record<ReportLanguage, PhraseBook>> = { en, ja };

/** The texts of reports in one language. */
export const phrasesFor = (language: ReportLanguage): PhraseBook => BOOKS[language];
