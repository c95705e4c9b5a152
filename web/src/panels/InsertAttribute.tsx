/** Puts an attribute into a text, where it is written: its path, chosen by namespace and key. */

import { Braces } from "lucide-react";
import { useState } from "react";
import { useNamespaces } from "./namespaces";

interface Props {
  insert: (path: string) => void;
  /** Whether only a sign has room beside the text. */
  wordless?: boolean;
}

function Keys({ insert, close }: Props & { close: () => void }) {
  const spaces = useNamespaces().filter((each) => each.keys.length > 0);
  return (
    <select
      // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
      autoFocus
      className="insert"
      aria-label="Attribute to insert"
      value=""
      onBlur={close}
      onKeyDown={({ key }) => key === "Escape" && close()}
      onChange={({ target }) => {
        insert(target.value);
        close();
      }}
    >
      <option value="">Choose an attribute</option>
      {spaces.map(({ title, prefix, keys }) => (
        <optgroup key={title} label={title}>
          {keys.map(({ path }) => (
            <option key={path} value={path}>
              {path.slice(prefix.length)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

export function InsertAttribute(props: Props) {
  const [open, setOpen] = useState(false);
  if (open) return <Keys {...props} close={() => setOpen(false)} />;
  return (
    <button
      type="button"
      className={props.wordless ? "icon-button" : "link-button"}
      aria-label="Insert an attribute"
      title={props.wordless ? "Insert an attribute" : undefined}
      onClick={() => setOpen(true)}
    >
      <Braces size={13} aria-hidden /> {!props.wordless && "Insert an attribute"}
    </button>
  );
}
