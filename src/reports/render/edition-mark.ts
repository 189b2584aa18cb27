import type { ReportModel } from '../model.ts';
import { phrasesFor } from '../phrases/phrases-for.ts';

/** For whose eyes a report is, as it stands on the cover and on every page. */
export function editionMark({ edition, language, vendor }: ReportModel): string {
  const { furniture } = phrasesFor(language);
  return edition === 'internal' ? furniture.internalMark : furniture.vendorMark(vendor ?? furniture.editions.vendor);
}
