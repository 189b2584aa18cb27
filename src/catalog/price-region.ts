import type { PriceBook } from './price-book.ts';

export const CONTINENTS = ['north-america', 'south-america', 'europe', 'asia-pacific', 'middle-east-africa'] as const;

export type Continent = (typeof CONTINENTS)[number];

/** How near a priced region is: the region itself, one list for every region, another of its continent, or another continent. */
export type RegionMatch = 'exact' | 'same-list' | 'same-continent' | 'other-continent';

/** Where a region's machines are priced, and how far that is from where they run. */
export interface PricedRegion {
  readonly region: string;
  readonly match: RegionMatch;
}

/** Regions of a provider that stand for a continent when none nearer is priced; reviewed 2026-11-23: the largest or longest-standing one. */
const DEFAULT_REGIONS: Readonly<Record<string, Partial<Record<Continent, string>>>> = {
  aws: { 'north-america': 'us-east-1', 'south-america': 'sa-east-1', europe: 'eu-central-1', 'asia-pacific': 'ap-northeast-1' },
  azure: { 'north-america': 'eastus', 'south-america': 'brazilsouth', europe: 'westeurope', 'asia-pacific': 'japaneast' },
  gcp: {
    'north-america': 'us-central1',
    'south-america': 'southamerica-east1',
    europe: 'europe-west3',
    'asia-pacific': 'asia-northeast1',
  },
  ibm: { 'north-america': 'us-south', 'south-america': 'br-sao', europe: 'eu-de', 'asia-pacific': 'jp-tok' },
  hetzner: { europe: 'fsn1' },
  digitalocean: { 'north-america': 'nyc3' },
  linode: { 'north-america': 'us-east' },
  ovh: { europe: 'GRA' },
  scaleway: { europe: 'fr-par' },
};

/** Regions under which one list is kept for the whole world. */
const EVERYWHERE = ['all', 'all-commercial', 'global'];

/** First pattern that matches a region in lower case without blanks, of any provider: "us-east-1", "East US", "uk-london-1", "fra02". */
const CONTINENT_PATTERNS: readonly (readonly [pattern: RegExp, continent: Continent])[] = [
  [/^(sa-|southamerica|br-|brazil|chile|saopaulo|sao\d|vap-?1$)|south america/, 'south-america'],
  [/^(me-|af-|il-|africa|southafrica|uae|qatar|israel|saudi)|middle east|africa$/, 'middle-east-africa'],
  [
    /^(ap-|asia|australia|au-|jp-|in-|kr-|japan|korea|india|indonesia|malaysia|taiwan|newzealand|singapore|syd\d|tok\d|osa\d|che\d|sgp|blr|sng)|india|southeastasia|eastasia|asia|apac/,
    'asia-pacific',
  ],
  [
    /^(eu-?|europe|uk|gb-|france|germany|switzerland|norway|sweden|poland|italy|spain|austria|belgium|denmark|finland|greece|fra\d|lon\d|par\d|mad\d|ams\d|fsn|nbg|hel|gra$|sbg|rbx|fr-par|nl-ams|pl-waw|ch-|de-)|europe/,
    'europe',
  ],
  [
    /^(us-?|ca-|mx-|canada|mexico|northamerica|eastus|westus|centralus|northcentralus|southcentralus|westcentralus|wdc\d|dal\d|tor\d|mon\d|nyc\d|sfo\d|ash|hil)|us\d?$|north america/,
    'north-america',
  ],
];

/** The continent of a region in any provider's spelling, or null when the name does not say. */
export function continentOf(region: string): Continent | null {
  const spoken = region.trim().toLowerCase();
  const plain = spoken.replaceAll(/\s+/g, '');
  return CONTINENT_PATTERNS.find(([pattern]) => pattern.test(plain) || pattern.test(spoken))?.[1] ?? null;
}

/** Words by which a group of regions names the continents it covers: "zone1 (north america, europe)". */
const GROUP_WORDS: readonly (readonly [word: RegExp, continent: Continent])[] = [
  [/north america/, 'north-america'],
  [/south america/, 'south-america'],
  [/europe/, 'europe'],
  [/apac|asia pacific/, 'asia-pacific'],
  [/middle east|africa/, 'middle-east-africa'],
];

/** The continents that a group of regions names; none for a region. */
const groupOf = (region: string): readonly Continent[] =>
  GROUP_WORDS.filter(([word]) => word.test(region.toLowerCase()) && region.includes(' ')).map(([, continent]) => continent);

/** Where to look when nothing is priced on a continent. */
const NEIGHBOUR: Readonly<Record<Continent, Continent>> = {
  'north-america': 'europe',
  'south-america': 'north-america',
  europe: 'north-america',
  'asia-pacific': 'north-america',
  'middle-east-africa': 'europe',
};

/** Where the machines of `region` are priced at this provider, nearest first; null when none of the provider's are priced. */
export function regionFor(
  book: PriceBook,
  { provider, region }: { readonly provider: string; readonly region: string },
): PricedRegion | null {
  return nearestRegion(book.nodeRegions(provider), { provider, region });
}

/** The region on a continent (null: not known) where a provider's machines are priced; null when none are. */
export function regionOn(
  book: PriceBook,
  { provider, continent }: { readonly provider: string; readonly continent: Continent | null },
): PricedRegion | null {
  return nearestOn(book.nodeRegions(provider), { provider, continent });
}

/** The nearest of `priced` to a region: itself, the one list, the default of its continent, any of its continent, then any. */
export function nearestRegion(
  priced: readonly string[],
  { provider, region }: { readonly provider: string; readonly region: string },
): PricedRegion | null {
  const wanted = spellingsOf(region);
  const exact = wanted.map((spelling) => priced.find((one) => one.toLowerCase() === spelling)).find((one) => one !== undefined);
  if (exact !== undefined) return { region: exact, match: 'exact' };
  const continent = continentOf(region);
  const group = priced.find((one) => continent !== null && groupOf(one).includes(continent));
  return group === undefined ? nearestOn(priced, { provider, continent }) : { region: group, match: 'exact' };
}

function nearestOn(
  priced: readonly string[],
  { provider, continent }: { readonly provider: string; readonly continent: Continent | null },
): PricedRegion | null {
  const list = priced.find((one) => EVERYWHERE.includes(one));
  if (list !== undefined) return { region: list, match: 'same-list' };
  const near = continent === null ? undefined : pricedOn(priced, provider, continent);
  if (near !== undefined) return { region: near, match: 'same-continent' };
  const next = continent === null ? 'north-america' : NEIGHBOUR[continent];
  const other = pricedOn(priced, provider, next) ?? priced[0];
  return other === undefined ? null : { region: other, match: 'other-continent' };
}

function pricedOn(priced: readonly string[], provider: string, continent: Continent): string | undefined {
  const usual = DEFAULT_REGIONS[provider]?.[continent];
  return usual !== undefined && priced.includes(usual)
    ? usual
    : priced.find((one) => continentOf(one) === continent || groupOf(one).includes(continent));
}

/** Azure's meters shorten regions in their own way. */
const AZURE_METER_REGIONS: Readonly<Record<string, string>> = {
  apsoutheast: 'southeastasia',
  aueast: 'australiaeast',
  brsouth: 'brazilsouth',
  cacentral: 'canadacentral',
  dewestcentral: 'germanywestcentral',
  eunorth: 'northeurope',
  euwest: 'westeurope',
  frcentral: 'francecentral',
  incentral: 'centralindia',
  jaeast: 'japaneast',
  useast: 'eastus',
  useast2: 'eastus2',
  uswest2: 'westus2',
  uswest3: 'westus3',
};

/** A region as bills may spell it: "East US" is "eastus", the zones "us-east-1a", "us-central1-a" and "eu-de-2" lie in their region. */
function spellingsOf(region: string): string[] {
  const plain = region.trim().toLowerCase().replaceAll(/\s+/g, '');
  const ofMeter = AZURE_METER_REGIONS[plain];
  return [plain, plain.replace(/(\d)-?[a-f]$/, '$1'), plain.replace(/-\d$/, ''), ...(ofMeter === undefined ? [] : [ofMeter])];
}
