/** Chooses a resource of the instance by its name. */

import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, useContext, useEffect, useId, useState } from "react";
import { get, query } from "../api/client";
import type { Resource, Resources } from "../api/types";
import { useDocument } from "../document/store";
import { Described, useDescribed } from "../parts/describing";

interface Props {
  label: string;
  kind: string;
  resource: Resource | null;
  written: string;
  required?: boolean;
  hiddenLabel?: boolean;
  /** The instance to search, if not the one of the open document. */
  instance?: string;
  choose: (resource: Resource | null) => void;
  write?: (text: string) => void;
}

const LATER = 150;

/** What is found for the words as they are now; null until the server has said it, or why it can't. */
function useResources(instance: string | undefined, kind: string, words: string | null) {
  const [found, setFound] = useState<Resource[] | string | null>(null);
  useEffect(() => {
    setFound(null);
    if (words === null || !instance) return;
    let over = false;
    const timer = setTimeout(() => {
      get<Resources>(`${instance}/resources?${query({ kind, q: words })}`)
        .then(({ resources }) => over || setFound(resources))
        .catch((error: Error) => over || setFound(error.message));
    }, LATER);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [instance, kind, words]);
  return found;
}

export function Picker(props: Props) {
  const { label, kind, resource, written, choose, write } = props;
  const id = useId();
  const opened = useDocument((state) => state.identity?.instance);
  const [words, setWords] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const answer = useResources(props.instance ?? opened, kind, words);
  const found = Array.isArray(answer) ? answer : [];
  const open = words !== null;
  const none = words ? "Nothing of that name" : "The instance has none";
  // Where a finding is shown under the field, it says so already.
  const about = useContext(Described);
  const unknown = !resource && written !== "" && !open && !about.id;
  const take = (chosen: Resource | undefined) => {
    setWords(null);
    if (chosen) choose(chosen);
  };
  const left = () => {
    if (words?.startsWith("arn:") && words !== written) write?.(words);
    setWords(null);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" && !open) setWords("");
    else if (event.key === "ArrowDown") setAt(Math.max(0, Math.min(at + 1, found.length - 1)));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && open) {
      if (answer) take(found[at]);
    } else if (event.key === "Escape" && open) setWords(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="field picker">
      <label htmlFor={id} className={props.hiddenLabel ? "hidden" : "label"}>
        {label}
        {props.required && <span className="required"> required</span>}
      </label>
      <span className="picker-box">
        <input
          id={id}
          role="combobox"
          autoComplete="off"
          aria-expanded={open}
          {...useDescribed(unknown ? `${id}-hint` : "")}
          aria-controls={`${id}-list`}
          aria-activedescendant={open && found[at] ? `${id}-${at}` : undefined}
          placeholder="Not set"
          value={words ?? resource?.name ?? written}
          title={written}
          onFocus={(event) => event.target.select()}
          onClick={() => words === null && setWords("")}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(0);
          }}
          onKeyDown={keys}
          onBlur={left}
        />
        <ChevronDown size={14} aria-hidden />
      </span>
      {open && (
        <div role="listbox" id={`${id}-list`} aria-label={label} className="options">
          {found.map((each, index) => (
            <div
              key={each.arn || each.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onPointerDown={(event) => {
                event.preventDefault();
                take(each);
              }}
            >
              {each.name}
            </div>
          ))}
          {found.length === 0 && (
            <div className="soft pad">
              {typeof answer === "string" ? answer : answer ? none : "Searching…"}
            </div>
          )}
        </div>
      )}
      {unknown && (
        <p className="hint warning" id={`${id}-hint`}>
          Not found in this instance: {written}
        </p>
      )}
    </div>
  );
}
