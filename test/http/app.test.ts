import { describe, expect, it } from 'vitest';
import { testApp } from './app-fixture.ts';

describe('createApp', () => {
  it('answers health without a key', async () => {
    const { app } = testApp();
    const response = await app.request('/health');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok', version: '0.0.0-test' });
  });
});
