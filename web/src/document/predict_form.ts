/** What the form of a block will look like after a command, for as long as the server is away. */

import type { Branch, Command, ConditionRow, Field, Properties } from "../api/types";

type Predict = (form: Properties, command: Command) => Properties;

const samePath = (field: Field, command: Command) =>
  JSON.stringify(field.path) === JSON.stringify(command.path);

const isAttribute = (field: Field, value: string) =>
  field.dynamic !== "text" && value.startsWith("$.");

function set(form: Properties, command: Command): Properties {
  const value = String(command.value ?? command.text ?? "");
  const put = (field: Field): Field => ({
    ...field,
    value,
    present: true,
    isDynamic: isAttribute(field, value),
    resource: field.value === value ? field.resource : null,
    items: null,
  });
  return {
    ...form,
    fields: form.fields.map((field) =>
      samePath(field, command) && !field.items ? put(field) : field,
    ),
  };
}

const clear: Predict = (form, command) => ({
  ...form,
  fields: form.fields.map((field) =>
    samePath(field, command)
      ? { ...field, value: null, present: false, isDynamic: false, resource: null }
      : field,
  ),
});

const led = (branch: Branch, target: string): Branch => ({
  ...branch,
  target,
  connected: target !== "",
});

const lead = (form: Properties, key: unknown, target: string): Properties => ({
  ...form,
  branches: form.branches.map((branch) => (branch.key === key ? led(branch, target) : branch)),
});

function present(form: Properties, type: unknown, isPresent: boolean): Properties {
  const errors = form.errors.map((each) =>
    each.type === type ? { ...each, present: isPresent } : each,
  );
  return { ...form, errors };
}

const predictions: Record<string, Predict> = {
  setParameter: set,
  removeParameter: clear,
  setMode: (form, { mode }) => ({
    ...form,
    modes: form.modes.map((each, index) => ({ ...each, selected: index === mode })),
  }),
  connect: (form, { branch, target }) => lead(form, branch, target as string),
  disconnect: (form, { branch }) => lead(form, branch, ""),
  addError: (form, { error }) => {
    const title = form.errors.find((each) => each.type === error)?.title ?? String(error);
    const key = `error:${error}`;
    const made: Branch = {
      ...led({} as Branch, ""),
      key,
      label: title,
      kind: "error",
      tone: "error",
    };
    return present({ ...form, branches: [...form.branches, made] }, error, true);
  },
  removeError: (form, { error }) => {
    const branches = form.branches.filter(({ key }) => key !== `error:${error}`);
    return present({ ...form, branches }, error, false);
  },
  setConditions: (form, { conditions }) => ({
    ...form,
    conditions: form.conditions && { ...form.conditions, rows: conditions as ConditionRow[] },
  }),
};

/** The form as it will most likely be; what is about another block, or not foreseen, changes nothing. */
export function predictForm(form: Properties, command: Command): Properties {
  if (command.kind === "all") return (command.commands as Command[]).reduce(predictForm, form);
  if (command.block !== form.block) return form;
  return predictions[command.kind]?.(form, command) ?? form;
}
