import { negotiationConstant } from '../../catalog/negotiation-constants.ts';
import type { NegotiationCase } from '../../finding/negotiation-case.ts';

/** The four lines as discounts, and the way from the first to the second. */
export interface Positions {
  readonly walkAway: number;
  readonly zone: boolean;
  readonly floor: number;
  readonly target: number;
  /** Null without a zone of possible agreement. */
  readonly expected: number | null;
  readonly opening: number;
  readonly concessionLadder: readonly number[];
}

interface Bounds {
  readonly dStar: number;
  readonly rho: number;
  readonly vendorCeiling: number;
  /** 0 to 100. */
  readonly leverageIndex: number;
}

/** W, zone, f, T, E, O and the ladder by their definitions. */
export function positionsOf({ bench, currentDiscount }: NegotiationCase, bounds: Bounds): Positions {
  const { vendorCeiling: ceiling } = bounds;
  const walkAway = Math.max(0, bounds.dStar) + bounds.rho;
  const zone = ceiling >= walkAway;
  const floor = Math.max(walkAway, bench.low, currentDiscount);
  const leverage = bounds.leverageIndex / 100;
  const aim = floor + Math.max(negotiationConstant('targetShare'), leverage) * (ceiling - floor);
  const target = zone ? Math.min(ceiling, Math.max(bench.typical, aim)) : walkAway;
  const step = negotiationConstant('openingStep');
  const wish = target + Math.max(negotiationConstant('openingShare') * (target - walkAway), step);
  const opening = Math.min(wish, Math.max(negotiationConstant('openingCeiling') * ceiling, target + step));
  return {
    walkAway,
    zone,
    floor,
    target,
    expected: zone ? floor + negotiationConstant('settlementShare') * leverage * (ceiling - floor) : null,
    opening,
    concessionLadder: concessionLadder(opening, target),
  };
}

/** Opening to target in steps of (O - T) x q^(k-1) x (1 - q) / (1 - q^n): each smaller than the one before. */
export function concessionLadder(opening: number, target: number): number[] {
  const steps = negotiationConstant('concessionSteps');
  const ratio = negotiationConstant('concessionRatio');
  const given = (step: number): number => (1 - ratio ** step) / (1 - ratio ** steps);
  return Array.from({ length: steps + 1 }, (_, step) => (step === steps ? target : opening - (opening - target) * given(step)));
}
