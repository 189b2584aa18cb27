/** A way that data goes, or a part of the network that is paid by the hour; `other` has no price at a destination. */
export type TrafficPath = 'internet' | 'cross-zone' | 'cross-region' | 'inbound' | 'nat' | 'load-balancer' | 'other';

/** First match wins. */
const PATHS: readonly (readonly [RegExp, TrafficPath])[] = [
  [/\bnat\b|nat ?-?gateway|cloudnat/i, 'nat'],
  [/lcu|capacity unit|ipv4|ip ?address|elastic ?ip|idleaddress|vpc ?endpoint|private ?link/i, 'other'],
  [/load ?balanc|forwarding rule|application gateway/i, 'load-balancer'],
  [/-in-a?bytes|data ?transfer[- ]in\b|transfer from |\bingress\b|inbound/i, 'inbound'],
  [
    /(?<!global )(?<!global vnet )(?<!global virtual network )peering|regional-bytes|inter-?zone|inter-?az|cross-?az|cross-?zone|\bazs\b|availability zone|regional data transfer|intra-region/i,
    'cross-zone',
  ],
  [
    /\b[a-z]{2,4}\d-[a-z]{2,4}\d-aws-out|inter-?region|cross-?region|geo-replication|peering|inter-?continental|data transfer to (?:us|eu|asia|south|africa|middle|canada|israel|mexico)/i,
    'cross-region',
  ],
  [/to cloudfront/i, 'inbound'],
  [/out-a?bytes|data ?transfer|egress|outbound|internet|transferred|download|bandwidth/i, 'internet'],
];

/** The path of a line of traffic, load balancers or network parts, by what the bill says of it. */
export const trafficPath = (text: string): TrafficPath => PATHS.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';

/** Traffic that services bill under their own name: "USE1-DataTransfer-Out-Bytes", "data transfer out", "Egress". */
export const isTrafficText = (text: string): boolean =>
  /data ?transfer|-(?:in|out)-a?bytes|\begress\b|\bingress\b|data transferred|transferred out/i.test(text);
