import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const folder = '.github/workflows';
const workflows = readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')] as const);
const all = workflows.map(([, text]) => text).join('\n');

describe('the workflows', () => {
  it.each(workflows)('%s takes each action by the digest of a release', (_name, text) => {
    const uses = [...text.matchAll(/uses: (\S+)(.*)$/gm)].map(([, action = '', comment = '']) => action + comment);
    expect(uses.filter((action) => !/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  it.each(workflows)('%s has no right that it does not name, and none to write for all its jobs', (_name, text) => {
    const rights = /^permissions:\n((?: {2}.*\n)+)/m.exec(text)?.[1] ?? '';
    expect(rights).toContain('contents: read');
    expect(rights.replace('id-token: write', '')).not.toContain('write');
  });

  it.each(workflows)('%s ends by itself, on a system that does not change by itself', (_name, text) => {
    const jobs = text.match(/runs-on:/g)?.length ?? 0;
    expect(text.match(/timeout-minutes:/g)).toHaveLength(jobs);
    expect(text.match(/runs-on: ubuntu-\d+\.\d+$/gm)).toHaveLength(jobs);
  });

  it.each(workflows)('%s hands no text of a stranger to a shell', (_name, text) => {
    expect(text.match(/run:.*\$\{\{ *github\.(event|head_ref|ref_name)/g)).toBeNull();
    expect(text).not.toContain('pull_request_target');
  });

  it('run on both versions of Node that the deployment takes', () => {
    expect(all).toContain("node: ['22', '24']");
  });

  it('build and lint the Bicep where the CLI is, and ask what it would change where there are credentials', () => {
    expect(all).toContain('az bicep build --file infra/main.bicep');
    expect(all).toContain('az bicep lint --file infra/main.bicep');
    expect(all).toContain('az deployment sub what-if');
    expect(all).not.toMatch(/secrets\.(?!GITHUB_TOKEN)/);
  });
});
