import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type HostedFunction, hostedFunctions } from '../../../../dev/host/functions/functions.ts';
import { findRoute } from '../../../../dev/host/functions/routes.ts';

const logged: string[] = [];

function functionsOf(routes: Record<string, [string | undefined, string[]?]>, env = {}): HostedFunction[] {
  logged.length = 0;
  const registered = Object.entries(routes).map(([name, [route, methods = ['GET']]]) => ({
    metadata: { name, bindings: { req: { type: 'httpTrigger', direction: 'in' as const, route, methods } } },
    callback: () => undefined,
  }));
  return hostedFunctions(registered, { routePrefix: 'api', extensionBundle: undefined }, env, (_level, message) => logged.push(message));
}

function hit(routes: Record<string, [string | undefined, string[]?]>, path: string, method = 'GET') {
  const found = findRoute(functionsOf(routes), method, path);
  return found && { name: found.hosted.name, params: found.params };
}

describe('routing', () => {
  it('takes the first match by the name of the function, so a parameter can win over a literal', () => {
    const routes: Record<string, [string]> = { z: ['things/special'], a: ['things/{id}'] };
    expect(hit(routes, '/api/things/special')).toEqual({ name: 'a', params: { id: 'special' } });
  });

  it('does not match a wrong method, nor HEAD where only GET is listed', () => {
    expect(hit({ a: ['x', ['get', 'POST']] }, '/api/x', 'DELETE')).toBeUndefined();
    expect(hit({ a: ['x'] }, '/api/x', 'HEAD')).toBeUndefined();
    expect(hit({ a: ['x', ['get', 'POST']] }, '/api/x', 'GET')).toBeDefined();
  });

  it('ignores the case of literals and one trailing slash', () => {
    expect(hit({ a: ['V1/Jobs'] }, '/API/v1/jobs/')).toEqual({ name: 'a', params: {} });
    expect(hit({ a: ['V1/Jobs'] }, '/api/v1//jobs')).toBeUndefined();
  });

  it('uses the name of the function where no route is given', () => {
    expect(hit({ status: [undefined] }, '/api/status')?.name).toBe('status');
  });

  it('gives a catch-all everything that is left, also nothing', () => {
    expect(hit({ a: ['v1/{*path}'] }, '/api/v1/x/y/')?.params).toEqual({ path: 'x/y/' });
    expect(hit({ a: ['v1/{**path}'] }, '/api/v1')?.params).toEqual({});
  });

  it('knows optional parameters and defaults', () => {
    expect(hit({ a: ['x/{p?}'] }, '/api/x')?.params).toEqual({});
    expect(hit({ a: ['x/{p?}'] }, '/api/x/7')?.params).toEqual({ p: '7' });
    expect(hit({ a: ['x/{p=1}'] }, '/api/x')?.params).toEqual({ p: '1' });
  });

  it('decodes parameters but for an encoded slash and what is not UTF-8', () => {
    expect(hit({ a: ['x/{p}'] }, '/api/x/a%20b%2Fc%C3%A9%ff%zz')?.params).toEqual({ p: 'a b%2Fcé%ff%zz' });
  });

  it('refuses some functions, says why, and runs the others', () => {
    const names = functionsOf({
      adminReport: [undefined],
      runtimeInfo: ['x', ['GET']],
      host: ['h'],
      '1st': ['first'],
      reserved: ['/runtime/x'],
      same: ['X/'],
      twice: ['{a}/{*b}/c'],
      constrained: ['{a:guid}'],
    }).map(({ name }) => name);
    expect(names).toEqual(['runtimeInfo']);
    expect(logged).toHaveLength(7);
    expect(logged.find((line) => line.includes("'same'"))).toContain("is already that of 'runtimeInfo'");
    expect(logged.find((line) => line.includes("'constrained'"))).toContain('"{a:guid}" is not supported');
  });

  it('knows functions that are disabled by a setting', () => {
    expect(
      functionsOf({ a: ['a'], b: ['b'], c: ['c'] }, { 'AzureWebJobs.a.Disabled': 'TRUE', AzureWebJobs_b_Disabled: '1' }).map(
        (f) => f.isDisabled,
      ),
    ).toEqual([true, true, false]);
  });

  it('survives any path', () => {
    const functions = functionsOf({ a: ['v1/{id}/{rest?}'], b: ['{*path}'] });
    fc.assert(fc.property(fc.webPath(), (path) => void findRoute(functions, 'GET', `/api${path}`)));
    fc.assert(fc.property(fc.string(), (path) => void findRoute(functions, 'GET', `/${path}`)));
  });
});
