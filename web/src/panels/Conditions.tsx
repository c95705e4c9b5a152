/** The conditions of a block: an operator, what to compare with, and where that leads. */

import { Plus, X } from "lucide-react";
import type { ConditionRow, Properties } from "../api/types";
import { perform } from "../document/sync";
import { TextField } from "./TextField";

type Rules = NonNullable<Properties["conditions"]>;

interface RowProps {
  row: ConditionRow;
  rules: Rules;
  change: (row: ConditionRow) => void;
  remove: (() => void) | null;
}

function Row({ row, rules, change, remove }: RowProps) {
  const operand = row.operands[0] ?? "";
  const set = (value: string) => change({ ...row, operands: [value] });
  return (
    <div className="row condition">
      {rules.operators.length > 1 && (
        <select
          aria-label="Operator"
          value={row.operator}
          onChange={(event) => change({ ...row, operator: event.target.value })}
        >
          {rules.operators.map((operator) => (
            <option key={operator.name} value={operator.name}>
              {operator.title}
            </option>
          ))}
        </select>
      )}
      {rules.free ? (
        <TextField hiddenLabel label="Compare with" value={operand} change={set} />
      ) : (
        <select
          aria-label="Compare with"
          value={operand}
          onChange={(event) => set(event.target.value)}
        >
          {!rules.operands.some(([value]) => value === operand) && <option>{operand}</option>}
          {rules.operands.map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      )}
      {remove && (
        <button
          type="button"
          className="icon-button"
          aria-label="Remove the condition"
          onClick={remove}
        >
          <X size={14} />
        </button>
      )}
    </div>
  );
}

export function Conditions({ properties }: { properties: Properties }) {
  const rules = properties.conditions;
  if (!rules) return null;
  const put = (conditions: ConditionRow[]) =>
    void perform({ kind: "setConditions", block: properties.block, conditions });
  const used = new Set(rules.rows.flatMap((row) => row.operands));
  const next = rules.free ? "" : (rules.operands.find(([value]) => !used.has(value))?.[0] ?? "");
  const room = rules.maximum === null || rules.rows.length < rules.maximum;
  const fresh = { operator: rules.operators[0]?.name ?? "Equals", operands: [next], target: "" };
  return (
    <fieldset className="group">
      <legend>Conditions</legend>
      {rules.rows.map((row, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions are known by their place
          key={index}
          row={row}
          rules={rules}
          change={(changed) => put(rules.rows.with(index, changed))}
          remove={
            rules.rows.length > rules.minimum ? () => put(rules.rows.toSpliced(index, 1)) : null
          }
        />
      ))}
      {room && (rules.free || next) && (
        <button type="button" className="link-button" onClick={() => put([...rules.rows, fresh])}>
          <Plus size={13} aria-hidden /> Add a condition
        </button>
      )}
    </fieldset>
  );
}
