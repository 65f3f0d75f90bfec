import type { GrantScope, Role } from '../../../client/client.d.ts';

const roles = ['Reader', 'Operator', 'Admin'] as const satisfies readonly Role[];

export function CapSelect({
  label,
  value,
  onChoose,
}: {
  label: string;
  value: GrantScope['cap'];
  onChoose: (cap: GrantScope['cap']) => void;
}) {
  return (
    <label>
      <span>{label}</span>
      <select value={value ?? ''} onChange={({ currentTarget }) => onChoose(roles.find((role) => role === currentTarget.value))}>
        <option value="">What their role permits</option>
        {roles.map((role) => (
          <option key={role} value={role}>
            {role}
          </option>
        ))}
      </select>
    </label>
  );
}
