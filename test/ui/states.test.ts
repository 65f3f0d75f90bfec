import { expect, it } from '@jest/globals';
import { faultsOf } from './support/axe.ts';
import { first, get } from './support/get.ts';
import { inSoak } from './support/in-soak.ts';
import { type Json, jobsPath, openWith, statusPath } from './support/open-with.ts';
import { describeInBrowser } from './support/page-world.ts';
import { comesTo, comesToSay, textOf } from './support/text-of.ts';

const watchedInMs = 60_000;

describeInBrowser('what the page says of the service and of itself, in a browser', (world) => {
  it('tells in the header the age of the oldest fresh reading, and the tenants apart that are not fresh', async () => {
    const oldestStaleReading = new Date(Date.now() - 31 * 60_000).toISOString();
    const withStale = (body: Json) => ({ ...body, freshness: { ...body.freshness, stale: 1, oldestStaleReading } });
    const page = await openWith(world(), { [statusPath]: withStale }, { told: { 'x-observed-at': oldestStaleReading } });
    await comesToSay(page.locator('.freshness'), /^Read \d+ s ago/);
    const apart = page.getByRole('link', { name: /^1 tenant last read 3[0-2] min ago$/ });
    expect(await faultsOf(page)).toEqual([]);
    await apart.click();
    await page.getByRole('heading', { level: 1, name: /tenant/i }).waitFor();
    await page.close();
  }, 60_000);

  it('stays within the narrowest windows whatever the header has to say', async () => {
    const old = new Date(Date.now() - (26 * 60 + 31) * 60_000).toISOString();
    const name = 'Wilhelmina Featherstonehaugh-Cholmondeley';
    const changes = {
      [statusPath]: (body: Json) => ({ ...body, freshness: { ...body.freshness, stale: 12, oldestStaleReading: old } }),
      '/api/v1/me': (me: Json) => ({ ...me, actorName: name }),
    };
    const none = { 'x-observed-at': old, 'x-fresh-observed-at': '' };
    for (const told of [{}, none]) {
      const page = await openWith(world(), changes, { told });
      for (const list of ['', 'tenants']) {
        await page.goto(`${world().page}/${list}`);
        await page.locator('main h1').waitFor();
        await page.locator(told === none ? '.freshness:has-text("Stale")' : '.stale-tenants').waitFor();
        for (const width of [320, 256]) {
          await page.setViewportSize({ width, height: 640 });
          const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          expect({ list, told, width, overflow }).toEqual({ list, told, width, overflow: 0 });
        }
      }
      await page.close();
    }
  }, 120_000);

  it.each([
    [10, 'Asia/Kolkata', /UTC\+5:30/],
    [-10, 'America/St_Johns', /UTC−[23]:30/],
    [0, 'Pacific/Auckland', /UTC\+1[23]/],
  ])(
    'tells ages by the clock of the service, that of the browser being %s min ahead, and times of its zone: %s',
    async (ahead, timezoneId, zoneName) => {
      const { value } = await get<{ value: Json[] }>(`${world().urls.api}/jobs?state=Quarantine`);
      const { tenantId, servicePrincipalId, jobId, quarantine } = value.find((job) => job.quarantine?.disableAt !== undefined);
      const context = await world().browser.newContext({ timezoneId, viewport: { width: 1360, height: 900 } });
      const page = await context.newPage();
      await page.addInitScript(`localStorage.setItem('zone', 'local')`);
      await page.clock.install({ time: Date.now() + ahead * 60_000 });
      await page.goto(`${world().page}/jobs/${tenantId}/${servicePrincipalId}/${jobId}`);
      await comesToSay(page.locator('.freshness'), /^Read \d\d? s ago/);
      await comesToSay(page.locator('.ends'), zoneName);
      const daysLeft = Math.floor((Date.parse(quarantine.disableAt) - Date.now()) / 86_400_000);
      await comesToSay(page.locator('.card', { has: page.locator('.ends') }).locator('h2'), new RegExp(`^${daysLeft} days? until`));
      await context.close();
    },
    60_000,
  );

  it('tells also by 304s alone how old things are: by what was read meanwhile, not by the bodies that are held', async () => {
    const page = await world().open('/monitor');
    await page.getByRole('link', { name: 'Fleet' }).click();
    await page.locator('.calm').waitFor();
    const later = Date.now() + 31 * 60_000;
    const isoOf = (millis: number) => new Date(millis).toISOString();
    await page.route('**/api/v1/**', (route) =>
      route.fulfill({
        status: 304,
        headers: {
          date: new Date(later).toUTCString(),
          'x-observed-at': isoOf(later - 90 * 60_000),
          'x-fresh-observed-at': isoOf(later - 5_000),
        },
      }),
    );
    await page.locator('.freshness').click();
    await page.getByText(/^Read \d+ s ago/).waitFor();
    await comesToSay(page.locator('.calm summary'), /oldest reading less than a minute ago/);
    await page.getByRole('link', { name: 'Monitor' }).click();
    const reading = page.locator('.card', { has: page.getByRole('heading', { name: 'Reading' }) });
    await reading.getByText(/\(\d+ s ago\)/).waitFor();
    expect(await textOf(reading)).not.toMatch(/late/);
    await page.close();
  }, 60_000);

  it.each([
    ['the service does not answer', 503, /^This page has lost the service .+ ago\. Nothing was read yet\.$/],
    ['nobody is signed in', 401, /^Your sign-in ended at .+\. Nothing was read yet\./],
  ])(
    'speaks of no last answer where there was none: %s',
    async (_, status, said) => {
      const page = await world().openTab();
      await page.route('**/api/v1/**', (route) => route.fulfill({ status }));
      await page.goto(world().page);
      await comesToSay(page.getByRole('alert'), said);
      await page.close();
    },
    60_000,
  );

  it('says that it is asked to wait, also until a date or while another address answers, and shows that the rows are not there yet', async () => {
    const inTwoMinutes = new Date(Date.now() + 121_000).toUTCString();
    const page = await world().openTab();
    await page.route('**/api/v1/jobs?*', (route) => route.fulfill({ status: 429, headers: { 'retry-after': inTwoMinutes } }));
    await page.goto(world().page);
    await page.getByText(/^Asked to wait (2 min|1 min|\d+ s)/).waitFor();
    await page.locator('main h1').waitFor();
    await page.getByRole('status', { name: 'Loading' }).waitFor();
    await page.close();
  }, 60_000);

  it('shows what a problem without a code says of the jobs', async () => {
    const page = await world().openTab();
    await page.route('**/api/v1/jobs?*', (route) => route.fulfill({ status: 500, json: { title: 'Nothing to read from', status: 500 } }));
    await page.goto(world().page);
    await page.getByRole('heading', { name: 'Nothing to read from' }).waitFor();
    await page.close();
  }, 60_000);

  it('says that the service is lost where a screen cannot be fetched, and shows the screen by itself once it answers again', async () => {
    const page = await world().open('');
    await page.route('**/*', (route) => route.abort());
    await page.locator('.freshness').click();
    await page.getByText('This page has lost the service').waitFor();
    await page.getByRole('link', { name: 'Operations' }).click();
    await page.getByText('The service does not answer. This part comes by itself').waitFor();
    const blames = await page.evaluateHandle(() => {
      const seen: string[] = [];
      const look = () => document.body.innerText.includes('A newer version') && seen.push('seen');
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
      return seen;
    });
    await page.unroute('**/*');
    await page.locator('.freshness').click();
    await page.getByRole('heading', { level: 1, name: /operation|Nothing/i }).waitFor();
    expect(await blames.jsonValue()).toEqual([]);
    await page.close();
  }, 60_000);

  it.each([
    ['a page of somebody else answers in its place', { contentType: 'text/html', body: '<html>Sign in to this network</html>' }],
    ['nothing is in its answers', { status: 204 }],
    ['half of an answer comes', { contentType: 'application/json', body: '{"value":[' }],
  ])(
    'keeps what it shows, and says that the service is lost, while %s',
    async (_, answer) => {
      const page = await world().open('');
      // The rows of the jobs come by themselves, after those that the status has.
      await page.locator('ol.rows .row-link').first().waitFor();
      const rows = await page.locator('.row-link').count();
      await page.route('**/api/v1/**', (route) => route.fulfill(answer));
      await page.locator('.freshness').click();
      await page.getByText('This page has lost the service').waitFor();
      expect(await page.locator('.row-link').count()).toBe(rows);
      await page.unroute('**/api/v1/**');
      await page.locator('.freshness').click();
      await page.getByText('This page has lost the service').waitFor({ state: 'detached' });
      await page.close();
    },
    60_000,
  );

  it('says that the service is lost when it takes a question and never answers, and is there again as soon as it answers', async () => {
    const page = await world().open('');
    await page.locator('.row-link').first().waitFor();
    await page.route('**/api/v1/**', () => undefined);
    await page.locator('.freshness').click();
    await page.getByText('This page has lost the service').waitFor({ timeout: 40_000 });
    expect(await page.locator('.row-link').count()).toBeGreaterThan(0);
    await page.unroute('**/api/v1/**');
    await page.locator('.freshness').click();
    await page.getByText('This page has lost the service').waitFor({ state: 'detached' });
    await page.close();
  }, 90_000);

  it('lists the tenants of every page, and counts them all in its first sentence', async () => {
    const known = async () => (await (await fetch(`${world().urls.api}/tenants`)).json()) as Json;
    const page = await world().openTab();
    await page.route(
      (url) => url.pathname === '/api/v1/tenants',
      async (route) => {
        const { value } = await known();
        const at = Number(new URL(route.request().url()).searchParams.get('at'));
        const nextLink = at < value.length - 1 ? `${world().urls.api}/tenants?at=${at + 1}` : undefined;
        await route.fulfill({ json: { value: [value[at]], nextLink } });
      },
    );
    const total = (await known()).value.length;
    await page.goto(`${world().page}/tenants`);
    await page.getByText(`${total} tenants.`).waitFor();
    expect(await page.getByRole('list', { name: 'Tenants' }).locator('.row-link').count()).toBe(total);
    await page.close();
  }, 60_000);

  it('prints every incident, also those that nobody has scrolled to', async () => {
    const page = await world().open('/incidents', { viewport: { width: 390, height: 400 } });
    await page.emulateMedia({ media: 'print' });
    const hidden = `[...document.querySelectorAll('.rows > li')].filter((row) => getComputedStyle(row).contentVisibility !== 'visible').length`;
    expect(await page.evaluate(hidden)).toBe(0);
    await page.close();
  }, 60_000);

  it('paints the marks of every health in the colours of a system that forces its own', async () => {
    const page = await world().open('');
    await page.locator('.calm summary').click();
    await page.locator('.row-mark.healthy').first().waitFor();
    await page.emulateMedia({ forcedColors: 'active' });
    const colours = `(() => {
      const all = (selector, part) => [...document.querySelectorAll(selector)].map((mark) => getComputedStyle(mark)[part]);
      return { own: getComputedStyle(document.body).color, marks: [...all('.row-mark', 'backgroundColor'), ...all('.shape', 'color')] };
    })()`;
    const { own, marks } = await page.evaluate<{ own: string; marks: string[] }>(colours);
    expect(marks.length).toBeGreaterThan(5);
    expect([...new Set(marks)]).toEqual([own]);
    await page.close();
  }, 60_000);

  it('prints the healthy jobs too, whose line is closed, and says of those that are too many to be held that they are not printed', async () => {
    const rows = `[...document.querySelectorAll('.calm li.job')].filter((row) => row.checkVisibility()).length`;
    const said = `getComputedStyle(document.querySelector('.calm summary'), '::after').content`;
    for (const times of [1, 30]) {
      const many = (list: Json) => ({
        ...list,
        value: Array.from({ length: times }, (_, index) => list.value.map((job: Json) => ({ ...job, id: `${job.id}${index}` }))).flat(),
      });
      const page = await openWith(world(), { [jobsPath]: many });
      await page.locator('.calm summary').waitFor();
      expect(await page.evaluate(rows)).toBe(0);
      await page.emulateMedia({ media: 'print' });
      if (times === 1) expect(Number(await page.evaluate(rows))).toBeGreaterThan(3);
      expect(await page.evaluate(said)).toMatch(times === 1 ? /^none$/ : /Closed: its jobs are not printed\./);
      await page.emulateMedia({ media: 'screen' });
      await page.locator('.calm summary').click();
      await page.emulateMedia({ media: 'print' });
      expect(Number(await page.evaluate(rows))).toBeGreaterThan(3);
      expect(await page.evaluate(said)).toBe('none');
      await page.close();
    }
  }, 60_000);

  it.each(['cause', 'tenant'])(
    'prints the jobs of closed groups by %s too, opens the group that is led into, and says of those that are too many to be held that they are not printed',
    async (by) => {
      const rows = `[...document.querySelectorAll('.groups li.job')].filter((row) => row.checkVisibility()).length`;
      const said = `getComputedStyle(document.querySelector('.groups summary'), '::after').content`;
      const { value } = await get<{ value: Json[] }>(`${world().urls.api}/jobs?pageSize=1000`);
      for (const isFew of [true, false]) {
        const many = (groups: Json) => ({ ...groups, value: groups.value.map((group: Json) => ({ ...group, count: 200 })) });
        const page = await openWith(world(), isFew ? {} : { '/api/v1/jobGroups': many }, { address: `?by=${by}` });
        const asked: string[] = [];
        page.on('request', (request) => asked.push(new URL(request.url()).pathname));
        await page.locator('.groups summary').first().waitFor();
        if (isFew)
          await page
            .locator('.groups .row-link')
            .nth(value.length - 1)
            .waitFor({ state: 'attached' });
        expect(await page.locator('.groups .row-link').count()).toBe(isFew ? value.length : 0);
        expect(asked.filter((path) => path === jobsPath).length).toBeLessThanOrEqual(1);
        expect(await page.evaluate(rows)).toBe(0);
        await page.emulateMedia({ media: 'print' });
        expect(await page.evaluate(rows)).toBe(isFew ? value.length : 0);
        expect(await page.evaluate(said)).toMatch(isFew ? /^none$/ : /Closed: its jobs are not printed\./);
        await page.emulateMedia({ media: 'screen' });
        if (isFew) {
          // A mark in the address reveals as the browser's own search does.
          await page.evaluate(`document.querySelectorAll('.groups > li:last-child .row-link')[0].id = 'led-to'; location.hash = 'led-to'`);
          await page.waitForURL(/open=/);
          await page.locator('#led-to').waitFor();
          expect(await page.locator('.groups details[open]').count()).toBe(1);
        }
        await page.close();
      }
    },
    60_000,
  );

  it('shows of many open incidents the first page, and all of them when asked, in the address too', async () => {
    const page = await world().open('/fleet-to-be');
    await page.route('**/api/v1/incidents?*', (route) =>
      route.continue({ url: route.request().url().replace('pageSize=1000', 'pageSize=3') }),
    );
    const { value } = await get<{ value: unknown[] }>(`${world().urls.api}/incidents?pageSize=1000`);
    await page.goto(`${world().page}/incidents`);
    await page.getByRole('heading', { name: 'The first 3 open incidents' }).waitFor();
    expect(await page.locator('.rows > li').count()).toBe(3);
    await page.getByRole('link', { name: 'Show all' }).click();
    await page.getByRole('heading', { name: `${value.length} open incidents`, exact: true }).waitFor();
    expect(await page.locator('.rows > li').count()).toBe(value.length);
    expect(await page.getByRole('link', { name: 'Show all' }).count()).toBe(0);
    expect(new URL(page.url()).searchParams.get('all')).toBe('1');
    await page.close();
  }, 60_000);

  it('lists the grants of every page, and says that nobody is limited only where none is', async () => {
    const page = await world().open('/grants');
    await page.getByRole('heading', { name: 'Nobody is limited by a grant.' }).waitFor();
    await page.route('**/api/v1/grants?*', (route) =>
      route.continue({ url: route.request().url().replace('pageSize=1000', 'pageSize=1') }),
    );
    for (const digit of [1, 2, 3]) {
      const id = `22222222-2222-4222-8222-222222222222.11111111-1111-4111-8111-11111111111${digit}`;
      const body = JSON.stringify({ displayName: `Person ${digit}`, scopes: [], blocked: digit === 1 });
      await fetch(`${world().urls.api}/grants/${id}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
    }
    await page.locator('.freshness').click();
    await page.getByText('Person 3', { exact: true }).waitFor();
    expect(await page.locator('.rows > li').count()).toBe(3);
    expect(await textOf(page.locator('h1'))).toMatch(/\b3\b/);
    await page.getByText('Shut out everywhere.').waitFor();
    await page.close();
  }, 60_000);

  it('names a closed incident of a tenant by the name of the tenant, in the title too, and says whether what was done held', async () => {
    const { incidentId } = await first<{ incidentId: string }>(`${world().urls.api}/incidents?causeCode=AADSTS700016`);
    const operation = { operationId: 'o', action: 'clearQuarantine', status: 'Succeeded', verification: 'held' };
    const over = {
      state: 'closed',
      resolution: 'recovered',
      resolvedAt: new Date().toISOString(),
      operation,
      acknowledgedBy: 'x/y',
      acknowledgedByName: 'Ada',
    };
    const page = await openWith(
      world(),
      { [`/api/v1/incidents/${incidentId}`]: (body) => ({ ...body, ...over, tenantName: 'Pinecrest', displayName: 'not-its-name' }) },
      { address: `/incidents/${incidentId}` },
    );
    await page.getByRole('heading', { name: 'Pinecrest', level: 1 }).waitFor();
    await comesTo(() => page.title(), 'Pinecrest · Incident · Sync Status');
    expect(await textOf(page.locator('.incident-bar'))).toMatch(
      /A later reading no longer showed it\. What was done last \(clear quarantine\) held\. It was opened [^;]+; Ada was on it\. Below is what it was then\.$/,
    );
    expect(await textOf(page.locator('main'))).not.toContain('not-its-name');
    await page.close();
  }, 60_000);

  it('says what of an address is wrong and leads out of it, and to who sees a part of the grants no more than that part holds', async () => {
    const page = await world().open('/incidents?condition=nothing');
    await page.getByText('condition:').waitFor();
    await comesTo(() => page.title(), `${await textOf(page.locator('h1'))} · Sync Status`);
    await page.getByRole('link', { name: 'Show all open incidents' }).click();
    await page.getByRole('heading', { name: / open incidents$/ }).waitFor();
    await page.close();
    const limited = { '/api/v1/me': (me: Json) => ({ ...me, visible: { all: false, scopes: [] } }) };
    const none = { '/api/v1/grants': () => ({ value: [] }) };
    const grants = await openWith(world(), { ...limited, ...none }, { address: '/grants' });
    await grants.getByRole('heading', { name: 'There is no grant that you may see.' }).waitFor();
    await grants.close();
  }, 60_000);

  it('shows hostile names as what they are, and the layout holds', async () => {
    const names = ['<img src=x onerror=alert(1)>', '\u202Eelpmaxe.moc', 'x'.repeat(200), '👩🏽‍💻 Ünïcödé', '"><script>alert(1)</script>'];
    const page = await openWith(world(), {
      [jobsPath]: (body) => ({
        ...body,
        value: body.value.map((job: Json, index: number) => ({
          ...job,
          displayName: names[index] ?? job.displayName,
          tenantName: names[index] ?? job.tenantName,
        })),
      }),
    });
    await page.locator('ol.rows .row-link').first().waitFor();
    const shown = await page.locator('ol.rows .row-link').allTextContents();
    expect(shown.slice(0, names.length)).toEqual(names);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    expect(await page.locator('img').count()).toBe(0);
    await page.close();
  }, 60_000);

  inSoak(
    'reads at most twelve times a minute, most of it without an answer to send, and tells its age truly meanwhile',
    async () => {
      const page = await world().open('');
      const answers: number[] = [];
      page.on('response', (response) => new URL(response.url()).pathname.startsWith('/api/v1') && answers.push(response.status()));
      const ages: number[] = [];
      for (const end = Date.now() + watchedInMs; Date.now() < end; await page.waitForTimeout(1_000)) {
        const told = /Read (\d+) s ago/.exec(await textOf(page.locator('.freshness')))?.[1];
        ages.push(Number(told ?? 'NaN'));
      }
      expect(answers.length).toBeLessThanOrEqual(watchedInMs / 5_000);
      expect(answers.length).toBeGreaterThan(1);
      expect(Math.max(...ages)).toBeLessThanOrEqual(30);
      await page.close();
    },
    90_000,
  );
});
