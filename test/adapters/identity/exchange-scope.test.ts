import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { exchangeScopeOf } from '../../../lib/adapters/identity/acquire/exchange-scope.ts';

const clouds: Record<string, { login: string; tokenExchangeAudience: string }> = JSON.parse(readFileSync('infra/clouds.json', 'utf8'));

it.each(Object.entries(clouds))(
  'asks for an assertion that the authority of the cloud %s takes',
  (_name, { login, tokenExchangeAudience }) => {
    expect(exchangeScopeOf(login)).toBe(`${tokenExchangeAudience}/.default`);
  },
);

it('asks on loopback as in the public cloud', () => {
  expect(exchangeScopeOf('https://127.0.0.1:7073')).toBe('api://AzureADTokenExchange/.default');
});
