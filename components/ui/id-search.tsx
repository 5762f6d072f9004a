// Search by an id as a GET form, so that the result has an address.
import { Search } from "lucide-react";
import Form from "next/form";
import { buttonStyle } from "./button-style";

type IdSearchProps = {
  action: string;
  query: string;
  /** Other conditions that the search keeps. */
  hidden?: Readonly<Record<string, string>>;
  labels: { label: string; placeholder: string; button: string };
};

export function IdSearch({ action, query, hidden = {}, labels }: IdSearchProps) {
  return (
    <Form action={action} role="search" className="flex w-full gap-2 sm:w-auto">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="relative grow">
        <Search className="pointer-events-none absolute top-3 left-3 size-4 text-faint" aria-hidden="true" />
        <input
          key={query}
          type="search"
          name="q"
          defaultValue={query}
          aria-label={labels.label}
          aria-keyshortcuts="/"
          placeholder={labels.placeholder}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          className="h-10 w-full rounded-md border border-line-strong bg-surface pr-2 pl-9 text-ink outline-none focus:border-accent focus:ring-2 focus:ring-accent/35 sm:w-72"
        />
      </div>
      <button type="submit" className={buttonStyle("secondary")}>
        {labels.button}
      </button>
    </Form>
  );
}
