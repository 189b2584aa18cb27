import { enNegotiation } from './en-negotiation.ts';

export const jaNegotiation = enNegotiation;
