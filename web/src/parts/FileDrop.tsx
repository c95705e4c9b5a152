/** A place for files: to choose, to drop, or a whole folder. */

import { FolderUp, Upload } from "lucide-react";
import { useState } from "react";
import { filesOf } from "./dropping";
import { trying } from "./trouble";

interface Props {
  label: string;
  take: (files: File[]) => void;
  folder?: boolean;
  /** In one line, where there is something else to look at. */
  slim?: boolean;
}

export function FileDrop({ label, take, folder = false, slim = false }: Props) {
  const [over, setOver] = useState(false);
  const chosen = (input: HTMLInputElement) => {
    take([...(input.files ?? [])]);
    input.value = "";
  };
  return (
    <section
      aria-label={label}
      className={`file-drop${over ? " over" : ""}${slim ? " slim" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        void trying(filesOf(event.dataTransfer).then(take));
      }}
    >
      <p>{label}</p>
      <div className="row">
        <label className="button">
          <Upload size={15} aria-hidden /> Choose files
          <input
            type="file"
            className="hidden"
            multiple
            accept=".json,.zip,application/json,application/zip"
            onChange={(event) => chosen(event.target)}
          />
        </label>
        {folder && (
          <label className="button">
            <FolderUp size={15} aria-hidden /> Choose a folder
            <input
              type="file"
              className="hidden"
              ref={(input) => input?.setAttribute("webkitdirectory", "")}
              onChange={(event) => chosen(event.target)}
            />
          </label>
        )}
      </div>
    </section>
  );
}
