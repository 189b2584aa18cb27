import { Problem } from '../problem.ts';
import type { AskedFormat } from '../focus/format-families.ts';
import type { ChargeFile, InspectedFile } from './charge-file.ts';
import { looksLikeFocus, recognizeFocus } from './recognize-focus.ts';
import { lackingOf, recognizeNative } from './recognize-native.ts';

/**
 * Names the format of an inspected file by its header and describes how its columns make those of FOCUS 1.4.
 * With a family, only its formats are tried. Throws Problem header_duplicate, header_missing_column or file_format_unknown.
 */
export function recognize(file: InspectedFile, family: AskedFormat = 'auto'): ChargeFile {
  const focus = family === 'auto' || family === 'focus' ? recognizeFocus(file) : null;
  if (focus !== null) return focus;
  const native = recognizeNative(file, family);
  if (native !== null) return native;
  throw unknownFormat(file, family);
}

function unknownFormat(file: InspectedFile, family: AskedFormat): Problem {
  const context = { path: file.path, line: 1 };
  const close = (family === 'auto' || family === 'focus' ? looksLikeFocus(file) : null) ?? lackingOf(file, family);
  if (close !== null) {
    return new Problem('header_missing_column', {
      ...context,
      column: close.lacking.join(', '),
      detail: `The header looks like ${close.title} but has no column ${close.lacking.join(' and ')}.`,
    });
  }
  const shown = file.header.slice(0, 6).join(', ');
  const asked = family === 'auto' ? 'no known bill format' : `no format of ${family}`;
  return new Problem('file_format_unknown', {
    ...context,
    detail: `The header (${shown}${file.header.length > 6 ? ', …' : ''}) fits ${asked}.`,
  });
}
