import type { NetworkDiagnosis } from '../../../client/client.d.ts';
import { Source } from '../../parts/explanation/sources.tsx';
import { confidenceWords } from '../../words/confidence.ts';

type NetworkAdvice = NetworkDiagnosis['advice'][number];

/** What to do, in the order in which to do it, each with the rule that says so. */
export function AdviceCard({ advice }: { advice: readonly NetworkAdvice[] }) {
  if (advice.length === 0) return null;
  return (
    <section class="card next">
      <h2>Do this next</h2>
      <ol class="steps">
        {advice.map((one) => (
          <Step key={one.rule} advice={one} />
        ))}
      </ol>
    </section>
  );
}

function Step({ advice: { rule, says, advice, hosts, confidence, source, links } }: { advice: NetworkAdvice }) {
  return (
    <li class="rule" id={`rule-${rule}`}>
      <p>
        <b>{advice ?? says}</b>
      </p>
      {advice && <p>{says}</p>}
      {hosts.length > 0 && (
        <p class="hosts">
          {hosts.map((host) => (
            <code key={host}>{host}</code>
          ))}
        </p>
      )}
      <p class="quiet small">
        Rule <code>{rule}</code>, {confidenceWords[confidence]}: <Source source={source} />
        {links.map((link) => (
          <>
            {', '}
            <Source key={link} source={link} />
          </>
        ))}
      </p>
    </li>
  );
}
